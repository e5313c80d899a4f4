-- What needs attention now, over every queue, ordered by business impact.

-- The worst of each queue, each row with what it is measured by. Of alerts and failed webhooks the same trouble of
-- the same customer is one row. Only so many of each queue are looked at, by index, however long it is.
create or replace function private.attention_candidates(most integer)
returns table (kind text, id uuid, label text, detail text, user_id uuid, customers integer, matches bigint, weighed numeric,
  urgency numeric, since timestamptz, target interval)
language sql stable set search_path = ''
as $$
  (select 'error', g.id, g.error_type, g.pattern, null::uuid, g.customers, g.unresolved, g.impact,
    case when g.state = 'regressed' or g.is_growing then 1.5 else 1 end, g.first_seen, interval '24 hours'
    from public.error_group_list g where g.state in ('unresolved', 'regressed') order by g.impact desc, g.id limit most)
  union all
  (select 'alert', (array_agg(a.id order by a.created_at, a.id))[1], a.alert_type, (array_agg(left(a.message, 200) order by a.created_at desc, a.id))[1],
    a.user_id, (a.user_id is not null)::integer, count(*), null,
    case min(a.rank) when 1 then 2 when 2 then 1.5 else 1 end, min(a.created_at),
    case min(a.rank) when 1 then interval '15 minutes' when 2 then interval '1 hour' else interval '24 hours' end
    from (
      select o.*, case o.severity when 'critical' then 1 when 'warning' then 2 else 3 end as rank
      from private.ops_alerts o
      where (o.acknowledged_at is null or o.returns_at is not null) and (o.returns_at is null or o.returns_at <= now())
      order by case o.severity when 'critical' then 1 when 'warning' then 2 else 3 end, o.created_at, o.id limit 500
    ) a
    group by a.alert_type, a.user_id)
  union all
  (select 'churn alert', c.id, btrim(split_part(c.reason, ':', 1)), btrim(substr(c.reason, length(split_part(c.reason, ':', 1)) + 2)),
    c.user_id, 1, 1, null, case c.severity when 'critical' then 2 when 'high' then 1.5 else 1 end, c.created_at, interval '24 hours'
    from private.churn_alerts c where c.resolved_at is null
    order by case c.severity when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end, c.created_at, c.id limit 500)
  union all
  (select 'webhook', (array_agg(w.id order by w.received_at, w.id))[1], w.event_type, (array_agg(left(w.error_message, 200) order by w.received_at desc, w.id))[1],
    w.user_id, (w.user_id is not null)::integer, count(*), null, 1.5, min(w.received_at), interval '5 minutes'
    from (
      select q.* from private.webhook_queue q where q.processed_at is not null and q.result = 'failed'
      order by q.received_at desc, q.id desc limit 500
    ) w
    group by w.event_type, w.user_id)
$$;

comment on function private.attention_candidates(integer) is
  'What may need attention: groups of errors, open alerts, open churn alerts and failed webhooks, with how urgent each is and by when it should have been dealt with.';

create or replace function private.attention_now(most integer) returns table (
  kind text, id uuid, label text, detail text, user_id uuid, business_name text, tier text, grade text, customers integer, matches bigint,
  price numeric, grade_weight numeric, leaving boolean, weighed numeric, urgency numeric, late numeric, impact numeric, since timestamptz
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
      -- What a customer weighs: the same as private.update_error_group_impact adds up.
      select o.user_id, o.tier, case s.grade when 'F' then 3 when 'D' then 2 when 'C' then 1.5 when 'B' then 1.25 else 1 end as grade_weight,
        exists (select from private.churn_alerts a where a.user_id = o.user_id and a.resolved_at is null) as leaving
      from (select distinct c.user_id from candidates c) d
      join private.profiles o on o.user_id = d.user_id
      left join private.customer_health_scores s on s.user_id = o.user_id
    ),
    -- A plan's price is looked up once, however many customers have it.
    prices as materialized (
      select t.tier, private.plan_price(t.tier) as price from (select distinct o.tier from customers o) t
    ),
    platform as materialized (select private.plan_price('scale') as price),
    measured as (
      select c.*, r.price, w.grade_weight, w.leaving,
        -- Trouble of the platform itself weighs as much as a customer on the most expensive plan; a plan of unknown price, nothing.
        coalesce(c.weighed, case when w.user_id is null then platform.price else coalesce(r.price, 0) * (w.grade_weight + w.leaving::integer) end) as value,
        case when c.since < now() - c.target then 1.5 else 1 end as lateness
      from platform, candidates c
      left join customers w on w.user_id = c.user_id
      left join prices r on r.tier is not distinct from w.tier and w.user_id is not null
    ),
    worst as (
      select m.*, round(m.value * m.urgency * m.lateness) as total from measured m
      order by round(m.value * m.urgency * m.lateness) desc, m.since, m.id limit most
    )
    select m.kind, m.id, m.label, m.detail, m.user_id, p.business_name, p.tier, h.grade, m.customers, m.matches, m.price, m.grade_weight,
      m.leaving, round(m.value), m.urgency, m.lateness, m.total, m.since
    from worst m
    left join private.profiles p on p.user_id = m.user_id
    left join private.customer_health_scores h on h.user_id = m.user_id
    order by m.total desc, m.since, m.id;
end
$$;

comment on function private.attention_now(integer) is
  'What public.needs_attention returns, for admins and nobody else: prices are not for API users to read.';

create or replace function public.needs_attention(most integer default 10) returns table (
  kind text, id uuid, label text, detail text, user_id uuid, business_name text, tier text, grade text, customers integer, matches bigint,
  price numeric, grade_weight numeric, leaving boolean, weighed numeric, urgency numeric, late numeric, impact numeric, since timestamptz
)
language sql rows 10 set search_path = ''
as $$ select * from private.attention_now(most) $$;

comment on function public.needs_attention(integer) is
  'What needs attention now, the greatest business impact first, for admins. impact = weighed × urgency × late. weighed: over the customers concerned, the plan''s monthly price in dollars × (grade_weight: F 3, D 2, C 1.5, B 1.25, A or none 1; plus 1 while a churn alert is open); for trouble of the platform itself the price of the plan scale. price is null, and weighs nothing, where nobody knows what the plan costs. urgency: 2 for critical alerts; 1.5 for warnings, high churn risk, failed webhooks and groups of errors that grow or came back; else 1. late: 1.5 once past its target (critical alert 15 minutes, warning 1 hour, webhook 5 minutes, all else a day), else 1. Of alerts, churn alerts and failed webhooks the 500 most severe or latest are looked at.';

revoke execute on function private.attention_candidates(most integer), private.attention_now(most integer),
  public.needs_attention(most integer) from public, anon, authenticated, service_role;

grant execute on function private.attention_now(most integer), public.needs_attention(most integer)
  to authenticated, service_role;

create or replace function public.oldest_unhandled() returns table (
  queue text, id uuid, label text, user_id uuid, business_name text, since timestamptz
)
language sql stable rows 4 set search_path = ''
as $$
  select o.queue, o.id, o.label, o.user_id, p.business_name, o.since
  from (
    (select 1 as place, 'errors' as queue, e.id, e.error_type as label, e.user_id, e.created_at as since
      from private.error_logs e where e.resolved_at is null order by e.created_at, e.id limit 1)
    union all
    (select 2, 'alerts', a.id, a.alert_type, a.user_id, a.created_at
      from private.ops_alerts a
      where (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now())
      order by a.created_at, a.id limit 1)
    union all
    (select 3, 'churn', c.id, btrim(split_part(c.reason, ':', 1)), c.user_id, c.created_at
      from private.churn_alerts c where c.resolved_at is null order by c.created_at, c.id limit 1)
    union all
    (select 4, 'webhooks', w.id, w.event_type, w.user_id, w.received_at
      from private.webhook_queue w where w.processed_at is null order by w.received_at, w.id limit 1)
  ) o
  left join private.profiles p on p.user_id = o.user_id
  order by o.place
$$;

comment on function public.oldest_unhandled() is 'The row that waits longest in each queue; no row for an empty queue.';

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
  select min(w.received_at) into oldest_pending_webhook from private.webhook_queue w where w.processed_at is null;
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

revoke execute on function public.oldest_unhandled(), public.pulse() from public, anon, authenticated, service_role;

grant execute on function public.oldest_unhandled(), public.pulse() to authenticated, service_role;
