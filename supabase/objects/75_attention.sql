-- What needs attention now, over every queue: the most urgent first, and of what is as urgent what concerns most money.

-- The worst of each queue, each row with what it is measured by. Of alerts and failed webhooks the same trouble of
-- the same customer is one row. Only so many of each queue are looked at, by index, however long it is.
create or replace function private.attention_candidates(most integer)
returns table (kind text, id uuid, label text, detail text, user_id uuid, customers integer, matches bigint, impact numeric, unpriced integer,
  grade text, leaving boolean, severity integer, since timestamptz, target interval, impact_parts jsonb)
language sql stable set search_path = ''
as $$
  (select 'error', g.id, g.error_type, g.pattern, null::uuid, g.customers, g.unresolved, g.impact, g.unpriced, g.worst_grade, g.open_churn > 0,
    (g.state = 'regressed' or g.is_growing)::integer,
    coalesce((
      select min(e.created_at) from unnest(private.error_group_members(g.id)) m (id)
      cross join lateral (select l.created_at from private.error_logs l where l.group_id = m.id and l.resolved_at is null order by l.created_at, l.id limit 1) e
    ), g.first_seen),
    interval '24 hours', g.impact_parts
    from public.error_group_list g where g.state in ('unresolved', 'regressed')
    order by (g.state = 'regressed' or g.is_growing) desc, g.impact desc, g.id limit greatest(most, 50))
  union all
  (select 'alert', (array_agg(a.id order by a.created_at, a.id))[1], a.alert_type, (array_agg(left(a.message, 200) order by a.created_at desc, a.id))[1],
    a.user_id, (a.user_id is not null)::integer, count(*), null, null, null, null,
    3 - min(a.rank), min(a.created_at),
    case min(a.rank) when 1 then interval '15 minutes' when 2 then interval '1 hour' else interval '24 hours' end, null
    from (
      select o.*, case o.severity when 'critical' then 1 when 'warning' then 2 else 3 end as rank
      from private.ops_alerts o
      where (o.acknowledged_at is null or o.returns_at is not null) and (o.returns_at is null or o.returns_at <= now())
      order by case o.severity when 'critical' then 1 when 'warning' then 2 else 3 end, o.created_at, o.id limit 500
    ) a
    group by a.alert_type, a.user_id)
  union all
  (select 'churn alert', c.id, btrim(split_part(c.reason, ':', 1)), btrim(substr(c.reason, length(split_part(c.reason, ':', 1)) + 2)),
    c.user_id, 1, 1, null, null, null, null, case c.severity when 'critical' then 2 when 'high' then 1 else 0 end, c.created_at, interval '24 hours', null
    from private.churn_alerts c where c.resolved_at is null
    order by case c.severity when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end, c.created_at, c.id limit 500)
  union all
  (select 'webhook', (array_agg(w.id order by w.received_at, w.id))[1], w.event_type, (array_agg(left(w.error_message, 200) order by w.received_at desc, w.id))[1],
    w.user_id, (w.user_id is not null)::integer, count(*), null, null, null, null, 1, min(w.received_at), interval '5 minutes', null
    from (
      select q.* from private.webhook_queue q where q.processed_at is not null and q.result = 'failed'
      order by q.received_at desc, q.id desc limit 500
    ) w
    group by w.event_type, w.user_id)
$$;

comment on function private.attention_candidates(integer) is
  'What may need attention: groups of errors, open alerts, open churn alerts and failed webhooks, with how severe each is, since when it waits (a group since its oldest unresolved event), and by when it should have been dealt with.';

create or replace function private.attention_now(most integer) returns table (
  kind text, id uuid, label text, detail text, user_id uuid, business_name text, tier text, grade text, customers integer, matches bigint,
  impact numeric, unpriced integer, urgency integer, severity integer, late boolean, at_risk boolean, leaving boolean, since timestamptz,
  impact_parts jsonb
)
language plpgsql security definer rows 10 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  if most is null or most not between 1 and 50 then
    raise exception 'most must be between 1 and 50' using errcode = '22023';
  end if;
  perform private.refresh_error_groups();
  return query
    with candidates as materialized (select c.* from private.attention_candidates(most) c),
    customers as materialized (
      select o.user_id, o.business_name, o.tier, s.grade,
        exists (select from private.churn_alerts a where a.user_id = o.user_id and a.resolved_at is null) as leaving
      from (select distinct c.user_id from candidates c) d
      join private.profiles o on o.user_id = d.user_id
      left join private.customer_health_scores s on s.user_id = o.user_id
    ),
    -- A plan's price is looked up once, however many customers have it.
    prices as materialized (
      select t.tier, private.plan_price(t.tier) as price from (select distinct o.tier from customers o) t
    ),
    measured as (
      select c.kind, c.id, c.label, c.detail, c.user_id, w.business_name, w.tier, coalesce(c.grade, w.grade) as grade, c.customers, c.matches,
        -- What the customers pay a month; trouble of nobody in particular has no price.
        case when c.customers > 0 then coalesce(c.impact, r.price, 0) end as impact,
        coalesce(c.unpriced, (c.customers > 0 and r.price is null)::integer) as unpriced,
        c.severity, coalesce(c.since < now() - c.target, false) as late, coalesce(c.leaving, w.leaving, false) as leaving, c.since,
        coalesce(c.impact_parts, case when c.customers > 0 then jsonb_build_array(jsonb_build_object('plan', w.tier, 'customers', 1, 'price', r.price)) end, '[]') as impact_parts
      from candidates c
      left join customers w on w.user_id = c.user_id
      left join prices r on r.tier is not distinct from w.tier and w.user_id is not null
    )
    select m.kind, m.id, m.label, m.detail, m.user_id, m.business_name, m.tier, m.grade, m.customers, m.matches, m.impact, m.unpriced,
      m.severity + m.late::integer + k.at_risk::integer, m.severity, m.late, k.at_risk, m.leaving, m.since, m.impact_parts
    from measured m cross join lateral (select m.leaving or coalesce(m.grade in ('D', 'F'), false) as at_risk) k
    order by m.severity + m.late::integer + k.at_risk::integer desc, m.impact desc nulls last, m.since, m.id limit most;
end
$$;

comment on function private.attention_now(integer) is
  'What public.needs_attention returns, for admins and nobody else: prices are not for API users to read.';

create or replace function public.needs_attention(most integer default 10) returns table (
  kind text, id uuid, label text, detail text, user_id uuid, business_name text, tier text, grade text, customers integer, matches bigint,
  impact numeric, unpriced integer, urgency integer, severity integer, late boolean, at_risk boolean, leaving boolean, since timestamptz,
  impact_parts jsonb
)
language sql rows 10 set search_path = ''
as $$ select * from private.attention_now(most) $$;

comment on function public.needs_attention(integer) is
  'What needs attention now, the most urgent first and of what is as urgent what concerns most money, for admins. impact: what the plans of the customers concerned cost together a month, in dollars; null for trouble of nobody in particular. unpriced: how many of them have a plan of unknown price, which adds nothing. urgency = severity (critical alerts and churn risk 2; warnings, high churn risk, failed webhooks and groups of errors that grow or came back 1; else 0) + 1 once late (critical alert 15 minutes, warning 1 hour, failed webhook 5 minutes, all else a day) + 1 where a customer concerned has grade D or F or an open churn alert. since: of a group of errors its oldest unresolved event. impact_parts: for each plan how many of the customers concerned have it, and its price. Of alerts, churn alerts and failed webhooks the 500 most severe or latest are looked at.';

revoke execute on function private.attention_candidates(most integer), private.attention_now(most integer),
  public.needs_attention(most integer) from public, anon, authenticated, service_role;

grant execute on function private.attention_now(most integer), public.needs_attention(most integer)
  to authenticated, service_role;

create or replace function private.oldest_pending() returns table (id uuid, event_type text, user_id uuid, since timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select p.id, p.event_type, p.user_id, p.since
  from (
    (select w.id, w.event_type, w.user_id, w.received_at as since from private.webhook_queue w
      where w.processed_at is null and (w.queued_at is null or w.queued_at <= w.received_at) order by w.received_at, w.id limit 1)
    union all
    (select w.id, w.event_type, w.user_id, w.queued_at from private.webhook_queue w
      where w.processed_at is null and w.queued_at is not null and w.queued_at > coalesce(w.received_at, '-infinity') order by w.queued_at, w.id limit 1)
  ) p
  order by p.since, p.id limit 1
$$;

comment on function private.oldest_pending() is 'The webhook that waits longest now: since it was received, or since it was requeued.';

create or replace function private.snoozed_groups() returns uuid[]
language sql stable set search_path = ''
as $$
  select array(
    select unnest(private.error_group_members(s.group_id)) from public.error_group_states s
    where s.snoozed_at is not null and (s.snoozed_until is null or s.snoozed_until > now())
      and exists (select from public.error_group_list l where l.id = s.group_id and l.state = 'snoozed'))
$$;

comment on function private.snoozed_groups() is 'The groups of errors that are snoozed now.';

create or replace function public.oldest_unhandled() returns table (
  queue text, id uuid, label text, user_id uuid, business_name text, since timestamptz, target_seconds integer
)
language sql stable rows 4 set search_path = ''
as $$
  select o.queue, o.id, o.label, o.user_id, p.business_name, o.since, o.target_seconds
  from (
    (select 1 as place, 'errors' as queue, e.id, e.error_type as label, e.user_id, e.created_at as since, 86400 as target_seconds
      from private.error_logs e where e.resolved_at is null and coalesce(e.group_id <> all ((select private.snoozed_groups())::uuid[]), true) order by e.created_at, e.id limit 1)
    union all
    (select 2, 'alerts', a.id, a.alert_type, a.user_id, a.created_at, case a.severity when 'critical' then 900 when 'warning' then 3600 else 86400 end
      from private.ops_alerts a
      where (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now())
      order by a.created_at, a.id limit 1)
    union all
    (select 3, 'churn', c.id, btrim(split_part(c.reason, ':', 1)), c.user_id, c.created_at, 86400
      from private.churn_alerts c where c.resolved_at is null order by c.created_at, c.id limit 1)
    union all
    (select 4, 'webhooks', w.id, w.event_type, w.user_id, w.since, 300 from private.oldest_pending() w)
  ) o
  left join private.profiles p on p.user_id = o.user_id
  order by o.place
$$;

comment on function public.oldest_unhandled() is 'The row that waits longest in each queue, and how long it may; no row for an empty queue. Errors of snoozed groups do not wait.';

create or replace function public.pulse() returns table (
  unresolved_errors integer, open_alerts integer, critical_alerts integer, open_churn integer,
  pending_webhooks integer, failed_webhooks integer, at_risk_customers integer,
  oldest_pending_webhook timestamptz, marker text
)
language plpgsql stable rows 1 set search_path = ''
as $$
begin
  select count(*) into unresolved_errors from (select from private.error_logs e where e.resolved_at is null limit 10000) c;
  select count(*) into open_alerts from (
    select from private.ops_alerts a
    where (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now()) limit 10000
  ) c;
  select count(*) into critical_alerts from (
    select from private.ops_alerts a
    where (case a.severity when 'critical' then 1 when 'warning' then 2 else 3 end) = 1
      and (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now()) limit 10000
  ) c;
  select count(*) into open_churn from (select from private.churn_alerts a where a.resolved_at is null limit 10000) c;
  select count(*) into pending_webhooks from (select from private.webhook_queue w where w.processed_at is null limit 10000) c;
  select count(*) into failed_webhooks from (
    select from private.webhook_queue w where w.processed_at is not null and w.result = 'failed' limit 10000
  ) c;
  select count(*) into at_risk_customers from (
    select from private.customer_health_scores h where h.grade in ('D', 'F') limit 10000
  ) c;
  select w.since into oldest_pending_webhook from private.oldest_pending() w;
  select md5(concat_ws('|',
    (select max(e.created_at) from private.error_logs e), (select max(e.resolved_at) from private.error_logs e),
    (select max(a.created_at) from private.ops_alerts a), (select max(a.acknowledged_at) from private.ops_alerts a),
    (select max(c.created_at) from private.churn_alerts c), (select max(c.resolved_at) from private.churn_alerts c),
    (select max(w.received_at) from private.webhook_queue w), (select max(w.processed_at) from private.webhook_queue w),
    (select max(h.last_calculated) from private.customer_health_scores h),
    (select max(l.created_at) from private.audit_rows l),
    unresolved_errors, open_alerts, critical_alerts, open_churn, pending_webhooks, failed_webhooks, at_risk_customers,
    extract(epoch from oldest_pending_webhook)
  )) into marker;
  return next;
end
$$;

comment on function public.pulse() is
  'What waits now, each number at most 10,000, and a marker that differs whenever a row was added to the five operations tables or changed its state.';

revoke execute on function private.oldest_pending(), private.snoozed_groups(), public.oldest_unhandled(), public.pulse() from public, anon, authenticated, service_role;

grant execute on function private.oldest_pending(), private.snoozed_groups(), public.oldest_unhandled(), public.pulse() to authenticated, service_role;
