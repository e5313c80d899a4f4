-- The rows of each list: the columns a table shows, with the customer and who acted beside them.

create or replace view public.error_list with (security_invoker = true) as
select e.id, e.error_type, e.endpoint, e.user_id, left(e.message, 400) as message, e.created_at,
  e.resolved_at, e.resolved_by, e.resolution_notes, r.email as resolved_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from public.error_logs e
left join public.profiles p on p.user_id = e.user_id
left join public.customer_health_scores h on h.user_id = e.user_id
left join public.profiles r on r.user_id = e.resolved_by;

comment on view public.error_list is 'Errors without stack trace and request body.';

-- Later files add columns to these two. Run again, this one leaves them as they are.
do $$
begin
  if to_regclass('public.alert_list') is null then
    create view public.alert_list with (security_invoker = true) as
    select a.id, a.alert_type, a.severity, a.user_id, left(a.message, 400) as message, a.created_at,
      a.acknowledged_at, a.acknowledged_by, r.email as acknowledged_by_email,
      p.business_name, p.tier, h.grade, h.risk_level, h.score
    from public.ops_alerts a
    left join public.profiles p on p.user_id = a.user_id
    left join public.customer_health_scores h on h.user_id = a.user_id
    left join public.profiles r on r.user_id = a.acknowledged_by;
  end if;
  if to_regclass('public.churn_list') is null then
    create view public.churn_list with (security_invoker = true) as
    select c.id, c.user_id, c.severity, c.reason, btrim(split_part(c.reason, ':', 1)) as reason_kind,
      nullif(btrim(substr(c.reason, length(split_part(c.reason, ':', 1)) + 2)), '') as reason_evidence, c.created_at,
      c.resolved_at, c.resolved_by, c.resolution_notes, r.email as resolved_by_email,
      p.business_name, p.tier, h.grade, h.risk_level, h.score
    from public.churn_alerts c
    left join public.profiles p on p.user_id = c.user_id
    left join public.customer_health_scores h on h.user_id = c.user_id
    left join public.profiles r on r.user_id = c.resolved_by;
  end if;
end
$$;

comment on view public.alert_list is 'Operational alerts without their details.';

comment on view public.churn_list is 'Churn alerts, their reason split into kind and evidence.';

create or replace view public.webhook_list with (security_invoker = true) as
select w.id, w.event_type, w.phone_number, w.user_id, w.idempotency_key, w.received_at, w.processed_at,
  w.processed_by, w.result, left(w.error_message, 400) as error_message, w.attempts,
  case
    when w.processed_at is null then 'pending'
    when w.result in ('failed', 'skipped') then w.result
    else 'processed'
  end as state,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from public.webhook_queue w
left join public.profiles p on p.user_id = w.user_id
left join public.customer_health_scores h on h.user_id = w.user_id;

comment on view public.webhook_list is 'The webhook queue without the payloads. state is pending, failed, skipped or processed.';

create or replace view public.customer_list with (security_invoker = true) as
select p.user_id, p.email, p.business_name, p.tier, p.industry, p.role, p.area_code,
  h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
  (select count(*)::integer from (
    select from public.ops_alerts a where a.user_id = p.user_id and a.acknowledged_at is null limit 100
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

create or replace view public.audit_list with (security_invoker = true) as
select l.id, l.created_at, l.action, l.action_type, l.entity, l.entity_id, l.user_id, l.actor_id,
  r.email as actor_email, l.ip, l.user_agent, l.metadata,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from public.audit_logs l
left join public.profiles p on p.user_id = l.user_id
left join public.customer_health_scores h on h.user_id = l.user_id
left join public.profiles r on r.user_id = l.actor_id;

comment on view public.audit_list is 'Who did what, with the customer concerned.';

revoke all on public.error_list, public.alert_list, public.churn_list, public.webhook_list, public.customer_list,
  public.audit_list from anon, authenticated;
grant select on public.error_list, public.alert_list, public.churn_list, public.webhook_list, public.customer_list,
  public.audit_list to authenticated, service_role;

-- Text search reads one expression per table; its index is worth having only through pg_trgm, wherever that is installed.
do $$
declare
  home text := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm');
begin
  execute format('create index if not exists error_logs_search_idx on public.error_logs using gin ((coalesce(message, '''')) %I.gin_trgm_ops)', home);
  execute format('create index if not exists ops_alerts_search_idx on public.ops_alerts using gin ((coalesce(message, '''')) %I.gin_trgm_ops)', home);
  execute format('create index if not exists churn_alerts_search_idx on public.churn_alerts using gin (reason %I.gin_trgm_ops)', home);
  execute format('create index if not exists webhook_queue_search_idx on public.webhook_queue using gin ((coalesce(idempotency_key, '''') || '' '' || coalesce(phone_number, '''') || '' '' || coalesce(error_message, '''')) %I.gin_trgm_ops)', home);
  execute format('create index if not exists profiles_search_idx on public.profiles using gin ((coalesce(business_name, '''') || '' '' || email) %I.gin_trgm_ops)', home);
end
$$;
