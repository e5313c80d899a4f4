-- Who the tests act as, and rows for them to meet. Loaded once, after the migrations.

create extension if not exists pgtap with schema extensions;
create schema tests;
grant usage on schema tests to public;

create table tests.actors (name text primary key, id uuid, role text not null, session_id uuid);
insert into tests.actors values
  ('anon', null, 'anon', null),
  ('customer', '00000000-0000-4000-8000-0000000000c1', 'authenticated', '10000000-0000-4000-8000-0000000000c1'),
  ('other customer', '00000000-0000-4000-8000-0000000000c2', 'authenticated', '10000000-0000-4000-8000-0000000000c2'),
  ('unscored customer', '00000000-0000-4000-8000-0000000000c3', 'authenticated', '10000000-0000-4000-8000-0000000000c3'),
  ('newcomer', '00000000-0000-4000-8000-0000000000f1', 'authenticated', '10000000-0000-4000-8000-0000000000f1'),
  ('admin', '00000000-0000-4000-8000-0000000000a1', 'authenticated', '10000000-0000-4000-8000-0000000000a1'),
  ('second admin', '00000000-0000-4000-8000-0000000000a2', 'authenticated', '10000000-0000-4000-8000-0000000000a2'),
  ('signed-out admin', '00000000-0000-4000-8000-0000000000a3', 'authenticated', '10000000-0000-4000-8000-0000000000a3'),
  ('expired admin', '00000000-0000-4000-8000-0000000000a4', 'authenticated', '10000000-0000-4000-8000-0000000000a4'),
  ('demoted admin', '00000000-0000-4000-8000-0000000000d1', 'authenticated', '10000000-0000-4000-8000-0000000000d1'),
  ('service_role', null, 'service_role', null);
grant select on tests.actors to public;

create function tests.act_as(actor text) returns void
language plpgsql
as $$
declare
  a tests.actors;
begin
  perform set_config('role', 'postgres', true);
  if actor = 'postgres' then
    perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true);
    return;
  end if;
  select * into strict a from tests.actors t where t.name = actor;
  perform set_config('request.jwt.claims', jsonb_strip_nulls(
      jsonb_build_object('sub', a.id, 'role', a.role, 'session_id', a.session_id))::text, true),
    set_config('request.jwt.claim.sub', coalesce(a.id::text, ''), true),
    set_config('request.jwt.claim.role', a.role, true),
    set_config('role', a.role, true);
end
$$;

create function tests.id_of(actor text) returns uuid
language sql stable
as $$ select a.id from tests.actors a where a.name = actor $$;

create function tests.row_id(kind text, number integer) returns uuid
language sql immutable
as $$ select (lpad(kind, 8, '0') || '-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid $$;

-- A time in equal stretches.
create function tests.bounds(since timestamptz, until timestamptz, buckets integer) returns timestamptz[]
language sql immutable
as $$
  select array(select since + n * make_interval(secs => extract(epoch from until - since)::double precision / buckets) from generate_series(0, buckets - 1) n) || until
$$;

-- How many rows a query reads or changes for the current actor, or the SQLSTATE of its refusal.
create function tests.rows_or_refusal(query text) returns text
language plpgsql
as $$
declare
  n bigint;
begin
  execute query;
  get diagnostics n = row_count;
  return n::text;
exception when others then
  return sqlstate;
end
$$;

-- The tests count audit rows from none. Only who may change the table itself can empty it.
create function tests.empty_audit_trail() returns void
language sql
as $$
  alter table public.audit_trail disable trigger refuse_rewrite_statement;
  truncate public.audit_trail;
  alter table public.audit_trail enable trigger refuse_rewrite_statement;
$$;

create function tests.refusals(variadic queries text[]) returns text[]
language sql
as $$ select array_agg(distinct tests.rows_or_refusal(q)) from unnest(queries) q $$;

insert into auth.users (id, aud, role, email, is_sso_user, is_anonymous)
select id, 'authenticated', 'authenticated', replace(name, ' ', '-') || '@kryonex.test', false, false
from tests.actors where id is not null;

insert into auth.sessions (id, user_id, not_after)
select session_id, id, case when name = 'expired admin' then now() - interval '1 minute' end
from tests.actors where session_id is not null and name <> 'signed-out admin';

insert into public.profiles (user_id, email, business_name, role, tier, industry)
select id, replace(name, ' ', '-') || '@kryonex.test', initcap(name) || ' Heating',
  case when name like '%admin' then 'admin' else 'user' end, case name when 'other customer' then 'elite' else 'core' end, 'hvac'
from tests.actors where id is not null and name <> 'newcomer';
update public.profiles set role = 'user' where user_id = tests.id_of('demoted admin');
select tests.empty_audit_trail();
truncate public.audit_logs;

insert into public.customer_health_scores (user_id, score, grade, risk_level, last_calculated) values
  (tests.id_of('customer'), 55, 'F', 'critical', '2026-03-01 08:00+00'),
  (tests.id_of('other customer'), 91, 'A', 'low', '2026-03-01 09:00+00');

insert into public.agents (user_id, phone_number, nickname) values
  (tests.id_of('customer'), '+15550100', 'One'), (tests.id_of('other customer'), '+15550101', 'Two');

insert into public.error_logs (id, error_type, endpoint, user_id, message, stack_trace, request_body, created_at, resolved_at, resolved_by, resolution_notes) values
  (tests.row_id('e', 1), 'timeout', '/calls', tests.id_of('customer'), 'Took 100% of 5_000 ms', 'at call', '{"a": 1}', '2026-03-01 10:00+00', null, null, null),
  (tests.row_id('e', 2), 'timeout', '/sms', tests.id_of('other customer'), 'Took too long', 'at sms', '{}', '2026-03-01 11:00+00', null, null, null),
  (tests.row_id('e', 3), 'database', '/calls', tests.id_of('customer'), 'Deadlock', 'at save', '{}', '2026-03-01 12:00+00', null, null, null),
  (tests.row_id('e', 4), 'database', null, null, 'Deadlock again', null, null, '2026-03-01 13:00+00', '2026-03-01 14:00+00', tests.id_of('second admin'), 'Index added');

insert into public.ops_alerts (id, alert_type, severity, user_id, message, details, created_at, acknowledged_at, acknowledged_by) values
  (tests.row_id('a', 1), 'latency', 'info', tests.id_of('customer'), 'Slow', '{}', '2026-03-01 10:00+00', null, null),
  (tests.row_id('a', 2), 'latency', 'critical', null, 'Very slow', '{}', '2026-03-01 11:00+00', null, null),
  (tests.row_id('a', 3), 'payment', 'critical', null, 'Declined', '{}', '2026-03-01 12:00+00', null, null),
  (tests.row_id('a', 4), 'payment', 'warning', null, 'Late', '{}', '2026-03-01 13:00+00', '2026-03-01 14:00+00', tests.id_of('second admin'));

insert into public.churn_alerts (id, user_id, reason, severity, created_at, resolved_at, resolved_by, resolution_notes) values
  (tests.row_id('c', 1), tests.id_of('customer'), 'usage_decline: 94 calls in 7 days, was 152: worse', 'high', '2026-03-01 10:00+00', null, null, null),
  (tests.row_id('c', 2), tests.id_of('customer'), 'inactivity', 'critical', '2026-03-01 11:00+00', null, null, null),
  (tests.row_id('c', 3), tests.id_of('other customer'), 'payment_issue: card declined', 'low', '2026-03-01 12:00+00', '2026-03-01 14:00+00', tests.id_of('second admin'), 'Called');

insert into public.webhook_queue (id, event_type, user_id, phone_number, idempotency_key, raw_payload, received_at, processed_at, processed_by, result, error_message, attempts) values
  (tests.row_id('b', 1), 'call_inbound', tests.id_of('customer'), '+15550100', 'key-1', '{"a": 1}', '2026-03-01 10:00+00', null, null, null, null, 0),
  (tests.row_id('b', 2), 'call_ended', tests.id_of('customer'), '+15550100', 'key-2', '{}', '2026-03-01 11:00+00', '2026-03-01 11:01+00', 'system', 'failed', 'No agent', 3),
  (tests.row_id('b', 3), 'call_ended', tests.id_of('other customer'), '+15550101', 'key-3', '{}', '2026-03-01 12:00+00', '2026-03-01 12:01+00', 'system', 'success', null, 1),
  (tests.row_id('b', 4), 'sms_inbound', null, '+15550199', 'key-4', '{}', '2026-03-01 13:00+00', '2026-03-01 13:01+00', 'system', 'skipped', null, 1),
  (tests.row_id('b', 5), 'sms_inbound', null, '+15550199', 'key-5', '{}', '2026-03-01 14:00+00', '2026-03-01 14:01+00', 'system', null, null, 1);

create table tests.grants_of_migrations as
select g.grantee::text, g.table_name::text, g.privilege_type::text
from information_schema.role_table_grants g where g.table_schema = 'public';
grant select on tests.grants_of_migrations to public;

-- Everything the API roles could be granted, as some servers do at start: policies and triggers must hold all the same.
grant all on all tables in schema public to anon, authenticated, service_role;
