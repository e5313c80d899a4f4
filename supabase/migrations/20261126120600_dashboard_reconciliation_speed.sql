-- What the measurements asked for: the account of a run is found by its key.

create or replace function private.account_of(starter text) returns uuid
language sql immutable set search_path = ''
as $$ select case when starter ~ '^admin:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(starter, 7)::uuid end $$;

comment on function private.account_of(text) is 'The account that triggered_by names; null for the scheduler.';

create or replace view public.reconciliation_list with (security_invoker = true) as
select r.id, r.run_type, r.status, r.started_at, r.completed_at,
  extract(epoch from r.completed_at - r.started_at)::double precision as seconds,
  r.records_checked, r.customers_total, r.discrepancies_found, r.triggered_by, p.email as triggered_by_email,
  case r.status when 'failed' then left(coalesce(nullif(btrim(r.notes), ''), r.discrepancy_details ->> 'error', r.discrepancy_details ->> 'message'), 400)
    end as failure,
  case when r.status <> 'failed' then left(r.notes, 400) end as notes,
  r.heartbeat_at, r.heartbeat_at is not null as goes_in_parts, private.run_is_stale(r.status, r.started_at, r.heartbeat_at) as is_stale
from public.reconciliation_runs r
left join public.profiles p on p.user_id = private.account_of(r.triggered_by) and p.role = 'admin';

revoke execute on function private.account_of(text) from public;
grant execute on function private.account_of(text) to authenticated, service_role;
