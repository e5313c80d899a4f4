-- The contract's start check and its documented queries.
create or replace function public.missing_contract_parts() returns table (file text, relation text, part text)
language sql stable security definer set search_path = ''
as $$
  select d.file, d.relation::text, d.name::text
  from private.contract_columns() d
  where not exists (
    select from pg_attribute a
    where a.attrelid = to_regclass('public.' || d.relation) and a.attname = d.name and a.attnum > 0 and not a.attisdropped
  )
  union all
  select 'fix_agents_constraints.sql', 'agents', k.name
  from unnest('{agents_user_id_key, agents_phone_number_key}'::text[]) k (name)
  where exists (select from private.created_tables c where c.relation = 'agents') and not exists (
    select from pg_class i where i.oid = to_regclass('public.' || k.name) and i.relkind = 'i'
  )
  union all
  select 'fix_agents_constraints.sql', 'agents', 'agents_agent_id_key is still there'
  where to_regclass('public.agents_agent_id_key') is not null
    and exists (select from private.created_tables c where c.relation = 'agents')
$$;

comment on function public.missing_contract_parts() is
  'The columns of the contract that this database lacks, and the constraints of agents where the table is ours, each with the file that adds it. No rows when every file has been run. Reads no row of anybody''s, so that the start check may ask without signing in.';

revoke execute on function public.missing_contract_parts() from public, anon, authenticated, service_role;

grant execute on function public.missing_contract_parts() to anon, authenticated, service_role;

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

create or replace function private.phone_writings(phone text) returns text[]
language sql immutable set search_path = ''
as $$
  select array_agg(distinct w.writing)
  from (select private.e164(phone) as number) n
  cross join lateral (select substr(n.number, 3, 3) as area, substr(n.number, 6, 3) as exchange, substr(n.number, 9) as line) p
  cross join lateral (
    select n.number as writing
    union all select btrim(phone)
    union all select substr(n.number, 2)
    union all select begun || p.area || p.exchange || p.line from unnest(array['', '+1 ', '1 ']) begun where n.number ~ '^\+1\d{10}$'
    union all select begun || concat_ws(between, p.area, p.exchange, p.line)
      from unnest(array['', '+1 ', '1 ', '+1-', '1-', '+1.', '1.']) begun cross join unnest(array['-', '.', ' ']) between where n.number ~ '^\+1\d{10}$'
    union all select begun || format('(%s) %s-%s', p.area, p.exchange, p.line) from unnest(array['', '+1 ', '1 ', '+1', '1']) begun where n.number ~ '^\+1\d{10}$'
    union all select begun || format('(%s)%s-%s', p.area, p.exchange, p.line) from unnest(array['', '+1 ', '1 ', '+1', '1']) begun where n.number ~ '^\+1\d{10}$'
  ) w
  where w.writing <> ''
$$;

comment on function private.phone_writings(text) is
  'The usual writings of a phone number, +14155551234 among them, so that an index on numbers as people typed them finds it.';

create or replace function public.usage_of(customer uuid)
returns table (tier text, call_used_seconds integer, call_cap_seconds integer, call_credit integer, sms_used integer,
  sms_cap integer, sms_credit integer, limit_state text, hard_stop_active boolean, period_start timestamptz,
  period_end timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select private.plan_of(u.user_id), u.call_used_seconds, u.call_cap_seconds, u.call_credit, u.sms_used, u.sms_cap, u.sms_credit, u.limit_state,
    u.hard_stop_active, u.period_start, u.period_end
  from private.usage_limits u
  where u.user_id = customer
$$;

comment on function public.usage_of(uuid) is
  'For admins: what a customer has used in the current period, and may use. No row for a customer without limits.';

-- A function that returns rows of the table cannot be replaced by one with columns of its own.
do $$
begin
  if (select p.prorettype = 'public.agents'::regtype from pg_catalog.pg_proc p where p.oid = to_regprocedure('public.agent_by_phone(text)')) then
    drop function public.agent_by_phone(text);
  end if;
end
$$;

create or replace function public.agent_by_phone(phone text)
returns table (id uuid, user_id uuid, agent_id text, phone_number text, nickname text, status text, inbound_webhook_url text,
  created_at timestamptz, deploy_request_id text, deployed_at timestamptz, deploy_error text)
language sql stable rows 1 set search_path = ''
as $$
  select a.id, a.user_id, a.agent_id, a.phone_number, a.nickname, a.status, a.inbound_webhook_url, a.created_at,
    a.deploy_request_id, a.deployed_at, a.deploy_error
  from private.agents a
  where a.phone_number = any (private.phone_writings(phone))
$$;

comment on function public.agent_by_phone(text) is
  'For admins: the agent that answers a number, in any writing of it, (415) 555-1234, 415.555.1234, 1-415-555-1234, +14155551234, however the agent''s own number is written.';

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
    from private.reconciliation_runs r
    order by r.started_at desc, r.id desc
    limit most;
end
$$;

comment on function public.reconciliation_status(integer) is 'For admins: the latest reconciliation runs, the newest first, without their details.';

revoke execute on function private.e164(phone text), private.phone_writings(phone text), public.agent_by_phone(phone text),
  public.reconciliation_status(most integer), public.usage_of(customer uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.e164(phone text), private.phone_writings(phone text), public.agent_by_phone(phone text),
  public.reconciliation_status(most integer), public.usage_of(customer uuid) to authenticated, service_role;
