-- What waits, what waits longest, and whether anything has changed.

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
      from public.ops_alerts a where a.acknowledged_at is null order by a.created_at, a.id limit 1)
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
  select count(*) into open_alerts from (select from public.ops_alerts a where a.acknowledged_at is null limit 10000) c;
  select count(*) into critical_alerts from (
    select from public.ops_alerts a
    where (case a.severity when 'critical' then 1 when 'warning' then 2 else 3 end) = 1 and a.acknowledged_at is null limit 10000
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

revoke execute on function public.oldest_unhandled(), public.pulse() from public, anon;
grant execute on function public.oldest_unhandled(), public.pulse() to authenticated, service_role;
