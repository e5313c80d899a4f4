-- Customer health: distribution, movement and the model.

create or replace function public.health_distribution() returns table (grade text, customers bigint)
language sql stable rows 5 set search_path = ''
as $$
  select g.grade, (select count(*) from private.customer_health_scores h where h.grade = g.grade)
  from private.words_with_others('{A,B,C,D,F}', 'private.customer_health_scores', 'grade') with ordinality g (grade, place)
  order by g.place
$$;

comment on function public.health_distribution() is
  'How many customers have each grade; always all five grades, then any other that the platform writes.';

-- How health moved against a week ago.
create or replace function public.health_movement()
returns table (kind text, value text, customers bigint, change bigint, history_since timestamptz)
language sql stable rows 12 set search_path = ''
as $$
  with week as (select now() - interval '7 days' as ago),
  first as (select min(y.created_at) as since from private.customer_health_history y),
  -- A customer without a new score since a week ago still has the old one: only the others are looked up.
  moved as (
    select c.user_id, h.score, h.grade, h.risk_level, w.score as score_before, w.grade as grade_before, w.churn_risk as risk_before
    from (select distinct y.user_id from private.customer_health_history y, week where y.created_at > week.ago) c
    join private.customer_health_scores h on h.user_id = c.user_id
    left join lateral (
      select y.score, y.grade, y.churn_risk from private.customer_health_history y, week
      where y.user_id = c.user_id and y.created_at <= week.ago order by y.created_at desc, y.id desc limit 1
    ) w on true
  ),
  counts as (
    select 'grade' as kind, g.value, g.place,
      (select count(*) from private.customer_health_scores h where h.grade = g.value) as customers,
      (select count(*) filter (where m.grade = g.value) - count(*) filter (where m.grade_before = g.value) from moved m) as change
    from private.words_with_others('{A,B,C,D,F}', 'private.customer_health_scores', 'grade') with ordinality g (value, place)
    union all
    select 'risk', r.value, 100 + r.place,
      (select count(*) from private.customer_health_scores h where h.risk_level = r.value),
      (select count(*) filter (where m.risk_level = r.value) - count(*) filter (where m.risk_before = r.value) from moved m)
    from private.words_with_others('{low,medium,high,critical}', 'private.customer_health_scores', 'risk_level') with ordinality r (value, place)
    union all
    select 'move', v.value, 200 + v.place, v.customers, null
    from (select count(*) filter (where m.grade > m.grade_before), count(*) filter (where m.grade < m.grade_before),
      count(*) filter (where m.score <= m.score_before - 10), count(*) filter (where m.score_before is null) from moved m) n (dropped, rose, fell, new),
      lateral (values ('dropped', 1, n.dropped), ('rose', 2, n.rose), ('fell10', 3, n.fell), ('new', 4, n.new)) v (value, place, customers)
  )
  select c.kind, c.value, c.customers, case when f.since <= week.ago then c.change end, f.since
  from counts c, first f, week
  order by c.place
$$;

comment on function public.health_movement() is
  'How many customers have each grade and each level of risk, and by how many that changed in 7 days; how many dropped or rose a grade, fell by 10 points or more, or are new. history_since is when the history of scores begins: change is null while that is less than a week ago.';

create or replace function private.health_usage(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when p.plan is null and c.trend is null then null else (coalesce(p.plan, c.trend) + coalesce(c.trend, p.plan)) / 2 end,
    concat_ws(', ', p.used || ' % of the minutes used' || case when p.stopped then ', stopped' else '' end,
      c.now || ' calls in 14 days, was ' || c.before)
  from (values (1)) one
  left join lateral (
    select u.call_percent as used, u.hard_stop_active as stopped,
      case when u.call_cap_seconds + u.call_credit > 0 then least(case when u.hard_stop_active then 0.4 else 1 end, u.call_percent / 50.0
        / case when u.period_end > u.period_start then greatest(0.1, least(1, extract(epoch from now() - u.period_start) / extract(epoch from u.period_end - u.period_start))) else 1 end) end as plan
    from private.usage_limits u where u.user_id = customer
  ) p on true
  left join lateral (
    select x.now, x.before, case when x.before >= 5 then least(1, x.now / x.before::numeric) end as trend
    from (
      select count(*) filter (where k.created_at > now() - interval '14 days') as now,
        count(*) filter (where k.created_at <= now() - interval '14 days') as before
      from (select c.created_at from private.usage_calls c
        where c.user_id = customer and c.created_at > now() - interval '28 days' limit 20000) k
    ) x
  ) c on true
$$;

comment on function private.health_usage(uuid) is 'How healthy a customer''s usage is, from 0 to 1, and what was seen; null without data. See health_model_weights.';

create or replace function private.health_engagement(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when s.days is null then null when s.days <= 3 then 1 when s.days <= 7 then 0.8 when s.days <= 14 then 0.6 when s.days <= 30 then 0.3 else 0 end,
    case when s.days is null then 'no session is known' when s.days = 0 then 'seen today' when s.days = 1 then 'last seen 1 day ago' else 'last seen ' || s.days || ' days ago' end
  from (select floor(extract(epoch from now() - max(a.last_active)) / 86400)::integer as days
    from private.active_sessions a where a.user_id = customer) s
$$;

comment on function private.health_engagement(uuid) is 'How lately the owner was seen, from 0 to 1; null without a session.';

create or replace function private.health_adoption(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select least(1, count(*) filter (where f.uses) / 4.0),
    count(*) filter (where f.uses) || ' of 6 features in use' || coalesce(', without ' || string_agg(f.name, ', ' order by f.place) filter (where not f.uses), '')
  from private.profiles p
  left join private.user_premium_features x on x.user_id = p.user_id,
  lateral (values (1, 'call transfer', p.transfer_number is not null), (2, 'booking', p.cal_com_url is not null),
    (3, 'business hours', coalesce(p.business_hours, '{}') not in ('{}', 'null')),
    (4, 'post-call texts', coalesce(p.post_call_sms_enabled, false)), (5, 'review requests', coalesce(p.review_request_enabled, false)),
    (6, 'webhooks of their own', coalesce(x.zapier_webhooks, false))) f (place, name, uses)
  where p.user_id = customer
$$;

comment on function private.health_adoption(uuid) is 'How many of six features a customer uses, from 0 to 1.';

create or replace function private.health_payment(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when s.status is null and f.failed = 0 then null
      else greatest(0, case when s.status is null or s.status in ('active', 'trialing') then 1 when s.status = 'past_due' then 0.4 else 0 end - 0.3 * f.failed) end,
    concat_ws(', ', coalesce('subscription ' || replace(s.status, '_', ' '), 'no subscription'),
      f.failed || case f.failed when 1 then ' failed invoice' else ' failed invoices' end || ' in 30 days')
  from (select count(*) as failed from (
      select from private.webhook_queue w where w.event_type = 'invoice.payment_failed' and w.user_id = customer
        and w.received_at > now() - interval '30 days' limit 10) w) f
  left join lateral (
    select b.status from private.subscriptions b where b.user_id = customer order by b.created_at desc, b.id desc limit 1
  ) s on true
$$;

comment on function private.health_payment(uuid) is 'How well a customer pays, from 0 to 1; null without a subscription and without a failed invoice.';

create or replace function private.health_incidents(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select exp(-least((e.errors + 8 * a.critical + 2 * a.others) / 30.0, 20)),
    e.errors || case e.errors when 1 then ' error' else ' errors' end || ' in 7 days, ' || a.critical + a.others
      || case a.critical + a.others when 1 then ' open alert' else ' open alerts' end
      || case when a.critical > 0 then ', ' || a.critical || ' critical' else '' end
  from (select count(*) as errors from (
      select from private.error_logs l where l.user_id = customer and l.created_at > now() - interval '7 days' limit 500) l) e,
    (select count(*) filter (where o.severity = 'critical') as critical, count(*) filter (where o.severity <> 'critical') as others
      from (select q.severity from private.ops_alerts q where q.user_id = customer and q.acknowledged_at is null limit 100) o) a
$$;

comment on function private.health_incidents(uuid) is 'How little went wrong for a customer, from 0 to 1.';

create or replace function private.grade_of(score integer) returns text
language sql immutable set search_path = ''
as $$ select case when score >= 90 then 'A' when score >= 80 then 'B' when score >= 70 then 'C' when score >= 60 then 'D' when score is not null then 'F' end $$;

comment on function private.grade_of(integer) is 'The platform''s bands: 90 or more is an A, 80 a B, 70 a C, 60 a D, else F.';

create or replace function private.risk_of(score integer) returns text
language sql immutable set search_path = ''
as $$ select case when score >= 80 then 'low' when score >= 70 then 'medium' when score >= 60 then 'high' when score is not null then 'critical' end $$;

comment on function private.risk_of(integer) is 'The risk that goes with a score: A and B low, C medium, D high, F critical.';

create or replace function private.model_health(customer uuid, out score integer, out factors jsonb)
language sql stable set search_path = ''
as $$
  with parts as (
    select w.factor, w.weight, m.share, m.evidence, sum(w.weight) filter (where m.share is not null) over () as known
    from public.health_model_weights w
    join lateral (
      select 'usage' as factor, u.share, u.evidence from private.health_usage(customer) u
      union all select 'engagement', e.share, e.evidence from private.health_engagement(customer) e
      union all select 'feature_adoption', a.share, a.evidence from private.health_adoption(customer) a
      union all select 'payment', p.share, p.evidence from private.health_payment(customer) p
      union all select 'incidents', i.share, i.evidence from private.health_incidents(customer) i
    ) m on m.factor = w.factor
    where w.weight > 0
  )
  select round(sum(100.0 * p.weight * p.share / p.known))::integer,
    jsonb_object_agg(p.factor, case
      when p.share is null then jsonb_build_object('score', null, 'weight', p.weight, 'evidence', nullif(p.evidence, ''))
      else jsonb_build_object('score', round(100.0 * p.weight * p.share / p.known, 1), 'max', round(100.0 * p.weight / p.known, 1),
        'weight', p.weight, 'evidence', p.evidence)
    end)
  from parts p
$$;

comment on function private.model_health(uuid) is
  'The score of the model and its parts. A part without data is left out, and the others carry its weight in proportion; its entry says so with a null score.';

drop policy if exists health_model_weights_select on public.health_model_weights;
create policy health_model_weights_select on public.health_model_weights for select to authenticated using ((select private.is_admin()));

revoke all on public.health_model_weights from anon, authenticated;

grant select on public.health_model_weights to authenticated;

grant all on public.health_model_weights to service_role;

-- What somebody weighed otherwise stays.
insert into public.health_model_weights (factor, weight, description) values
  ('usage', 30, 'Half for minutes: all points from half of the plan on, at the pace of the period so far; a hard stop leaves 40 %. Half for calls in 14 days against the 14 before, left out below 5 calls before. No data without limits and calls.'),
  ('engagement', 15, 'Days since the owner was last seen in the portal: all points up to 3, 80 % to 7, 60 % to 14, 30 % to 30, then none. No data without a session.'),
  ('feature_adoption', 15, 'Of six: call transfer, booking, business hours, post-call texts, review requests, webhooks of their own. All points from four on.'),
  ('payment', 20, 'The latest subscription: active or trialing all points, past due 40 %, anything else none; 30 % less for each failed invoice in 30 days. No data without a subscription and without a failed invoice.'),
  ('incidents', 20, 'Errors in 7 days and open alerts, a critical one for eight errors, another for two: 30 errors leave 37 %.')
on conflict (factor) do nothing;

revoke execute on function private.grade_of(score integer),
  private.health_adoption(customer uuid, OUT share numeric, OUT evidence text),
  private.health_engagement(customer uuid, OUT share numeric, OUT evidence text),
  private.health_incidents(customer uuid, OUT share numeric, OUT evidence text),
  private.health_payment(customer uuid, OUT share numeric, OUT evidence text),
  private.health_usage(customer uuid, OUT share numeric, OUT evidence text),
  private.model_health(customer uuid, OUT score integer, OUT factors jsonb), private.risk_of(score integer),
  public.health_distribution(), public.health_movement() from public, anon, authenticated, service_role;

grant execute on function public.health_distribution(), public.health_movement() to authenticated, service_role;
