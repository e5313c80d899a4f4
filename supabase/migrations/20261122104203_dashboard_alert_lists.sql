-- Alerts in their states: in the list, its filter, the counts of the whole console and of each customer.

create or replace function private.assigned_condition(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, 'assignee');
  accounts uuid[];
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  accounts := array_remove(chosen, 'nobody')::uuid[];
  return concat_ws(' or ', case when 'nobody' = any (chosen) then '(t.assigned_to is null' else '(false' end,
    case cardinality(accounts) when 0 then null when 1 then format('t.assigned_to = %L::uuid', accounts[1])
      else format('t.assigned_to = any (%L::uuid[])', accounts) end) || ')';
exception when invalid_text_representation then
  perform private.refuse_filter('assignee', 'a list of accounts or nobody');
  return null;
end
$$;

comment on function private.assigned_condition(jsonb) is 'The condition of filter.assignee: accounts, or nobody.';

create or replace function private.outside_storms(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(filter -> 'outside'), 'null') = 'null' then
    return null;
  end if;
  if jsonb_typeof(filter -> 'outside') <> 'array' then
    perform private.refuse_filter('outside', 'a list of storms');
  end if;
  return (
    select string_agg(format('not (t.alert_type = %L and t.acknowledged_at is null and t.created_at between %L and %L)',
      private.filter_text(s, 'alert_type'), private.filter_time(s, 'first_at'), private.filter_time(s, 'last_at')), ' and ')
    from jsonb_array_elements(filter -> 'outside') s
  );
end
$$;

comment on function private.outside_storms(jsonb) is
  'The condition of filter.outside: alerts that are in none of these storms, each an object of alert_type, first_at and last_at.';

create or replace function private.alerts_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "open": "(t.acknowledged_at is null or t.returns_at is not null) and (t.returns_at is null or t.returns_at <= now())",
      "snoozed": "t.acknowledged_at is null and t.returns_at > now()",
      "acknowledged": "t.acknowledged_at is not null and t.closed_at is null and (t.returns_at is null or t.returns_at > now())",
      "closed": "t.closed_at is not null"
    }'),
    private.one_of('t.severity', filter, 'severity'),
    private.one_of('t.alert_type', filter, 'type'),
    private.assigned_condition(filter),
    private.outside_storms(filter),
    private.contains('coalesce(t.message, '''')', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.alerts_condition(jsonb) is
  'The condition on ops_alerts t that an alerts filter stands for. Open is what waits, and what was acknowledged or snoozed and has come back.';

create or replace view public.alert_list with (security_invoker = true) as
select a.id, a.alert_type, a.severity, a.user_id, left(a.message, 400) as message, a.created_at,
  a.acknowledged_at, a.acknowledged_by, r.email as acknowledged_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score,
  case
    when a.closed_at is not null then 'closed'
    when a.returns_at is null and a.acknowledged_at is null or a.returns_at <= now() then 'open'
    when a.acknowledged_at is not null then 'acknowledged'
    else 'snoozed'
  end as state,
  a.snoozed_until, s.email as snoozed_by_email, a.assigned_to, o.email as assigned_to_email, a.assigned_at,
  a.closed_at, c.email as closed_by_email, a.returns_at
from public.ops_alerts a
left join public.profiles p on p.user_id = a.user_id
left join public.customer_health_scores h on h.user_id = a.user_id
left join public.profiles r on r.user_id = a.acknowledged_by
left join public.profiles s on s.user_id = a.snoozed_by
left join public.profiles o on o.user_id = a.assigned_to
left join public.profiles c on c.user_id = a.closed_by;

comment on view public.alert_list is
  'Operational alerts without their details. state is open, snoozed, acknowledged or closed; an acknowledged alert that came back is open.';

create or replace function public.list_alerts(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.alert_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('alerts', 'alert_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of operational alerts. filter: state (open, snoozed, acknowledged, closed, all), severity, type, assignee (accounts or nobody), customer, since, until, q, ids, outside (storms to leave out). sort: created_at, severity (descending: critical first, the oldest of them first).';

create or replace view public.customer_list with (security_invoker = true) as
select p.user_id, p.email, p.business_name, p.tier, p.industry, p.role, p.area_code,
  h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
  (select count(*)::integer from (
    select from public.ops_alerts a
    where a.user_id = p.user_id and (a.acknowledged_at is null or a.returns_at is not null)
      and (a.returns_at is null or a.returns_at <= now()) limit 100
  ) a) as open_alerts,
  (select count(*)::integer from (
    select from public.error_logs e where e.user_id = p.user_id and e.resolved_at is null limit 100
  ) e) as unresolved_errors,
  (select count(*)::integer from (
    select from public.churn_alerts c where c.user_id = p.user_id and c.resolved_at is null limit 100
  ) c) as open_churn
from public.profiles p
left join public.customer_health_scores h on h.user_id = p.user_id
where p.role = 'user';

comment on view public.customer_list is 'Customers with their health and what is open for them, each count at most 100.';

create or replace function public.oldest_unhandled() returns table (
  queue text, id uuid, label text, user_id uuid, business_name text, since timestamptz
)
language sql stable rows 4 set search_path = ''
as $$
  select o.queue, o.id, o.label, o.user_id, p.business_name, o.since
  from (
    (select 1 as place, 'errors' as queue, e.id, e.error_type as label, e.user_id, e.created_at as since
      from public.error_logs e where e.resolved_at is null order by e.created_at, e.id limit 1)
    union all
    (select 2, 'alerts', a.id, a.alert_type, a.user_id, a.created_at
      from public.ops_alerts a
      where (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now())
      order by a.created_at, a.id limit 1)
    union all
    (select 3, 'churn', c.id, btrim(split_part(c.reason, ':', 1)), c.user_id, c.created_at
      from public.churn_alerts c where c.resolved_at is null order by c.created_at, c.id limit 1)
    union all
    (select 4, 'webhooks', w.id, w.event_type, w.user_id, w.received_at
      from public.webhook_queue w where w.processed_at is null order by w.received_at, w.id limit 1)
  ) o
  left join public.profiles p on p.user_id = o.user_id
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
  select count(*) into unresolved_errors from (select from public.error_logs e where e.resolved_at is null limit 10000) c;
  select count(*) into open_alerts from (
    select from public.ops_alerts a
    where (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now()) limit 10000
  ) c;
  select count(*) into critical_alerts from (
    select from public.ops_alerts a
    where (case a.severity when 'critical' then 1 when 'warning' then 2 else 3 end) = 1
      and (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now()) limit 10000
  ) c;
  select count(*) into open_churn from (select from public.churn_alerts a where a.resolved_at is null limit 10000) c;
  select count(*) into pending_webhooks from (select from public.webhook_queue w where w.processed_at is null limit 10000) c;
  select count(*) into failed_webhooks from (
    select from public.webhook_queue w where w.processed_at is not null and w.result = 'failed' limit 10000
  ) c;
  select count(*) into at_risk_customers from (
    select from public.customer_health_scores h where h.grade in ('D', 'F') limit 10000
  ) c;
  select min(w.received_at) into oldest_pending_webhook from public.webhook_queue w where w.processed_at is null;
  select md5(concat_ws('|',
    (select max(e.created_at) from public.error_logs e), (select max(e.resolved_at) from public.error_logs e),
    (select max(a.created_at) from public.ops_alerts a), (select max(a.acknowledged_at) from public.ops_alerts a),
    (select max(c.created_at) from public.churn_alerts c), (select max(c.resolved_at) from public.churn_alerts c),
    (select max(w.received_at) from public.webhook_queue w), (select max(w.processed_at) from public.webhook_queue w),
    (select max(h.last_calculated) from public.customer_health_scores h),
    (select max(l.created_at) from public.audit_logs l),
    unresolved_errors, open_alerts, critical_alerts, open_churn, pending_webhooks, failed_webhooks, at_risk_customers,
    extract(epoch from oldest_pending_webhook)
  )) into marker;
  return next;
end
$$;

comment on function public.pulse() is
  'What waits now, each number at most 10,000, and a marker that differs whenever a row was added to the five operations tables or changed its state.';

revoke execute on function private.assigned_condition(jsonb), private.outside_storms(jsonb) from public;
grant execute on function private.assigned_condition(jsonb), private.outside_storms(jsonb) to authenticated, service_role;
