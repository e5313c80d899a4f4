-- The model of customer health: what can be measured, how much each part weighs, and what happens where there is nothing to measure.

create table if not exists public.health_model_weights (
  factor text primary key,
  weight integer not null check (weight >= 0),
  description text
);

comment on table public.health_model_weights is 'How much each part of a health score weighs. A factor that is not here, or weighs 0, does not count.';
comment on column public.health_model_weights.description is 'What gives all the points, what takes them, and when there is no data.';
alter table public.health_model_weights enable row level security;
drop policy if exists health_model_weights_select on public.health_model_weights;
create policy health_model_weights_select on public.health_model_weights for select to authenticated using ((select private.is_admin()));
create or replace trigger refuse_people before insert or update or delete on public.health_model_weights for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
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
    from public.usage_limits u where u.user_id = customer
  ) p on true
  left join lateral (
    select x.now, x.before, case when x.before >= 5 then least(1, x.now / x.before::numeric) end as trend
    from (
      select count(*) filter (where k.created_at > now() - interval '14 days') as now,
        count(*) filter (where k.created_at <= now() - interval '14 days') as before
      from (select c.created_at from public.usage_calls c
        where c.user_id = customer and c.created_at > now() - interval '28 days' limit 20000) k
    ) x
  ) c on true
$$;

create or replace function private.health_engagement(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when s.days is null then null when s.days <= 3 then 1 when s.days <= 7 then 0.8 when s.days <= 14 then 0.6 when s.days <= 30 then 0.3 else 0 end,
    case when s.days is null then 'no session is known' when s.days = 0 then 'seen today' when s.days = 1 then 'last seen 1 day ago' else 'last seen ' || s.days || ' days ago' end
  from (select floor(extract(epoch from now() - max(a.last_active)) / 86400)::integer as days
    from public.active_sessions a where a.user_id = customer) s
$$;

create or replace function private.health_adoption(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select least(1, count(*) filter (where f.uses) / 4.0),
    count(*) filter (where f.uses) || ' of 6 features in use' || coalesce(', without ' || string_agg(f.name, ', ' order by f.place) filter (where not f.uses), '')
  from public.profiles p
  left join public.user_premium_features x on x.user_id = p.user_id,
  lateral (values (1, 'call transfer', p.transfer_number is not null), (2, 'booking', p.cal_com_url is not null),
    (3, 'business hours', coalesce(p.business_hours, '{}') not in ('{}', 'null')),
    (4, 'post-call texts', coalesce(p.post_call_sms_enabled, false)), (5, 'review requests', coalesce(p.review_request_enabled, false)),
    (6, 'webhooks of their own', coalesce(x.zapier_webhooks, false))) f (place, name, uses)
  where p.user_id = customer
$$;

create or replace function private.health_payment(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when s.status is null and f.failed = 0 then null
      else greatest(0, case when s.status is null or s.status in ('active', 'trialing') then 1 when s.status = 'past_due' then 0.4 else 0 end - 0.3 * f.failed) end,
    concat_ws(', ', coalesce('subscription ' || replace(s.status, '_', ' '), 'no subscription'),
      f.failed || case f.failed when 1 then ' failed invoice' else ' failed invoices' end || ' in 30 days')
  from (select count(*) as failed from (
      select from public.webhook_queue w where w.event_type = 'invoice.payment_failed' and w.user_id = customer
        and w.received_at > now() - interval '30 days' limit 10) w) f
  left join lateral (
    select b.status from public.subscriptions b where b.user_id = customer order by b.created_at desc, b.id desc limit 1
  ) s on true
$$;

create or replace function private.health_incidents(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select exp(-least((e.errors + 8 * a.critical + 2 * a.others) / 30.0, 20)),
    e.errors || case e.errors when 1 then ' error' else ' errors' end || ' in 7 days, ' || a.critical + a.others
      || case a.critical + a.others when 1 then ' open alert' else ' open alerts' end
      || case when a.critical > 0 then ', ' || a.critical || ' critical' else '' end
  from (select count(*) as errors from (
      select from public.error_logs l where l.user_id = customer and l.created_at > now() - interval '7 days' limit 500) l) e,
    (select count(*) filter (where o.severity = 'critical') as critical, count(*) filter (where o.severity <> 'critical') as others
      from (select q.severity from public.ops_alerts q where q.user_id = customer and q.acknowledged_at is null limit 100) o) a
$$;

comment on function private.health_usage(uuid) is 'How healthy a customer''s usage is, from 0 to 1, and what was seen; null without data. See health_model_weights.';
comment on function private.health_engagement(uuid) is 'How lately the owner was seen, from 0 to 1; null without a session.';
comment on function private.health_adoption(uuid) is 'How many of six features a customer uses, from 0 to 1.';
comment on function private.health_payment(uuid) is 'How well a customer pays, from 0 to 1; null without a subscription and without a failed invoice.';
comment on function private.health_incidents(uuid) is 'How little went wrong for a customer, from 0 to 1.';

create or replace function private.grade_of(score integer) returns text
language sql immutable set search_path = ''
as $$ select case when score >= 90 then 'A' when score >= 80 then 'B' when score >= 70 then 'C' when score >= 60 then 'D' when score is not null then 'F' end $$;

create or replace function private.risk_of(score integer) returns text
language sql immutable set search_path = ''
as $$ select case when score >= 80 then 'low' when score >= 70 then 'medium' when score >= 60 then 'high' when score is not null then 'critical' end $$;

comment on function private.grade_of(integer) is 'The platform''s bands: 90 or more is an A, 80 a B, 70 a C, 60 a D, else F.';
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

revoke execute on function private.health_usage(uuid), private.health_engagement(uuid), private.health_adoption(uuid), private.health_payment(uuid),
  private.health_incidents(uuid), private.grade_of(integer), private.risk_of(integer), private.model_health(uuid) from public;
