-- Questions asked often, by one value each. The others are list_webhooks, list_errors and health_distribution.

create or replace function private.e164(phone text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when w.digits = '' then null
    when w.written ~ '^\+' then '+' || w.digits
    when w.digits ~ '^00' then '+' || substr(w.digits, 3)
    when w.digits ~ '^011' then '+' || substr(w.digits, 4)
    when length(w.digits) = 10 then '+1' || w.digits
    else '+' || w.digits
  end
  from (
    select n.written, regexp_replace(n.written, '\D', '', 'g') as digits
    from (select regexp_replace(lower(phone), '^[^0-9+]*|\s*(ext|x).*$', '', 'g') as written) n
  ) w
$$;

comment on function private.e164(text) is
  'A phone number as +14155551234, from any usual writing. Ten digits are taken for North American; an extension is dropped.';

create or replace function public.usage_of(customer uuid)
returns table (tier text, call_used_seconds integer, call_cap_seconds integer, call_credit integer, sms_used integer,
  sms_cap integer, sms_credit integer, limit_state text, hard_stop_active boolean, period_start timestamptz,
  period_end timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select u.tier, u.call_used_seconds, u.call_cap_seconds, u.call_credit, u.sms_used, u.sms_cap, u.sms_credit, u.limit_state,
    u.hard_stop_active, u.period_start, u.period_end
  from public.usage_limits u
  where u.user_id = customer
$$;

comment on function public.usage_of(uuid) is 'What a customer has used in the current period, and may use. No row for a customer without limits.';

create or replace function public.agent_by_phone(phone text) returns setof public.agents
language sql stable rows 1 set search_path = ''
as $$ select a.* from public.agents a where a.phone_number = private.e164(phone) $$;

comment on function public.agent_by_phone(text) is
  'The agent that answers a number, in any writing of it: (415) 555-1234, 415.555.1234, 1-415-555-1234, +14155551234.';

create or replace function public.reconciliation_status(most integer default 10)
returns table (id uuid, run_type text, status text, records_checked integer, discrepancies_found integer,
  started_at timestamptz, completed_at timestamptz, triggered_by text)
language plpgsql stable rows 10 set search_path = ''
as $$
begin
  if most is null or most not between 1 and 200 then
    raise exception 'most must be between 1 and 200' using errcode = '22023';
  end if;
  return query
    select r.id, r.run_type, r.status, r.records_checked, r.discrepancies_found, r.started_at, r.completed_at, r.triggered_by
    from public.reconciliation_runs r
    order by r.started_at desc, r.id desc
    limit most;
end
$$;

comment on function public.reconciliation_status(integer) is 'The latest reconciliation runs, the newest first, without their details.';

revoke execute on function private.e164(text) from public;
grant execute on function private.e164(text) to authenticated, service_role;
revoke execute on function public.usage_of(uuid), public.agent_by_phone(text), public.reconciliation_status(integer)
  from public, anon;
grant execute on function public.usage_of(uuid), public.agent_by_phone(text), public.reconciliation_status(integer)
  to authenticated, service_role;
