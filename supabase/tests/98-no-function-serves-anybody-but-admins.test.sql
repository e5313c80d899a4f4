-- Every function of the API, from the catalogue, called by everybody who is no admin: nothing comes back, nothing changes.
insert into public.unknown_phone (id, phone_number, received_at) values (tests.row_id('98', 1), '+15550111', now());
insert into public.active_sessions (id, user_id, token_hash, ip_address) values (tests.row_id('98', 2), tests.id_of('customer'), 'h', '203.0.113.9');
insert into public.leads (id, user_id, name, phone) values (tests.row_id('98', 3), tests.id_of('customer'), 'Ann', '+15550112');
insert into public.usage_limits (user_id, call_cap_seconds, sms_cap) values (tests.id_of('customer'), 3600, 100);
insert into public.usage_calls (user_id, seconds) values (tests.id_of('customer'), 600);
insert into public.latency_logs (endpoint, method, duration_ms) select '/calls', 'GET', 100 from generate_series(1, 5);
insert into public.ops_alerts (alert_type, severity, message, created_at) select 'storm', 'info', 'x', now() - n * interval '1 minute' from generate_series(1, 6) n;
insert into public.comments (entity, entity_id, body, author_id) values ('profiles', tests.id_of('customer'), 'Called', tests.id_of('admin'));
insert into public.saved_views (id, owner_id, list, name, query, shared) values (tests.row_id('98', 4), tests.id_of('admin'), 'errors', 'Mine', '', true);
insert into public.webhook_deliveries (user_id, event_type) values (tests.id_of('customer'), 'lead.created');
insert into public.reconciliation_runs (id, run_type, status, triggered_by, records_checked, discrepancies_found, discrepancy_details, started_at,
  customers_total, heartbeat_at) values (tests.row_id('98', 5), 'manual', 'running', 'admin:' || tests.id_of('admin'), 0, 1,
  jsonb_build_array(jsonb_build_object('user_id', tests.id_of('customer'), 'field', 'sms_used', 'counted', 1, 'in_limits', 5)), now(), 1, now());
insert into public.audit_trail (actor_id, action) values (tests.id_of('admin'), 'list.exported');
insert into public.call_events (user_id, idempotency_key, received_at, call_sid) values
  (tests.id_of('customer'), 'key-2', '2026-03-01 11:00+00', 'call_1'), (tests.id_of('customer'), 'key-9', '2026-03-01 11:00+00', 'call_9');
insert into public.bulk_actions (id, actor_id, list, action, filter, frozen_at)
select tests.row_id('98', n), tests.id_of('admin'), (array['alerts', 'error_groups'])[n - 5], (array['acknowledge', 'resolve'])[n - 5], '{}', now()
from generate_series(6, 7) n;
insert into private.bulk_action_parts (bulk, part, ids)
values (tests.row_id('98', 6), 0, array[tests.row_id('a', 4), tests.row_id('b', 1)]), (tests.row_id('98', 7), 0, '{}');
insert into private.credit_grants (request, user_id, kind, amount, granted_by) values (tests.row_id('98', 8), tests.id_of('customer'), 'call', 60, tests.id_of('admin'));
insert into private.error_group_aliases (group_id, path, merged_by, request)
values (tests.row_id('98', 10), array[tests.row_id('98', 11)], tests.id_of('admin'), tests.row_id('98', 12));
select private.apply_error_group_deltas(1000000);
insert into private.error_group_splits (group_id, id, parent_id, field, value, label, split_by)
select min(t.group_id::text)::uuid, tests.row_id('98', 14), min(t.group_id::text)::uuid, 'endpoint', '1', '/x', tests.id_of('admin') from public.error_group_totals t where t.customers > 0;
insert into public.error_group_customers (group_id, user_id, events, unresolved)
select min(t.group_id::text)::uuid, tests.id_of('newcomer'), 1, 0 from public.error_group_totals t where t.customers > 0;
update private.latency_frontier set counted_from = now() - interval '1 day' where true;

-- What each argument is: for one function, or wherever a name comes.
create temp table arguments (function text, argument text, expression text);
insert into arguments values
  (null, 'list', $$'errors'$$), (null, 'table_name', $$'leads'$$), (null, 'term', $$'customer'$$), (null, 'reader', $$'list_errors'$$), (null, 'phone', $$'+15550100'$$),
  (null, 'customer', $$tests.id_of('customer')$$), (null, 'user_ids', $$array[tests.id_of('customer')]$$), (null, 'id', $$tests.row_id('b', 2)$$),
  (null, 'since', $$'2026-02-25'::timestamptz$$), (null, 'until', $$'2026-03-06'::timestamptz$$), (null, 'bounds', $$tests.bounds('2026-02-25', '2026-03-06', 10)$$), (null, 'width', '3600'),
  (null, 'filter', $$'{}'::jsonb$$), (null, 'frozen_at', 'now()'), (null, 'notes', $$'x'$$), (null, 'note', $$'x'$$), (null, 'reason', $$'x'$$),
  (null, 'q', $$'customer'$$), (null, 'body', $$'x'$$), (null, 'format', $$'csv'$$), (null, 'query', $$''$$), (null, 'name', $$'x'$$), (null, 'shared', 'true'), (null, 'sort', null),
  (null, 'assignee', $$tests.id_of('admin')$$), (null, 'group_id', $$(select min(t.group_id::text)::uuid from public.error_group_totals t where t.customers > 0)$$),
  (null, 'error_id', $$tests.row_id('e', 1)$$), (null, 'entity', $$'error_logs'$$), (null, 'entity_id', $$tests.row_id('e', 1)$$),
  (null, 'path', $$'{message}'::text[]$$), (null, 'active', 'true'), (null, 'flagged', 'true'), (null, 'kind', $$'call'$$), (null, 'amount', '60'),
  (null, 'alert_type', $$'storm'$$), (null, 'first_at', $$now() - interval '1 hour'$$), (null, 'last_at', 'now()'), (null, 'acknowledged', 'now()'),
  (null, 'run', $$tests.row_id('98', 5)$$), (null, 'bulk', $$tests.row_id('98', 6)$$), (null, 'unknown', $$tests.row_id('98', 1)$$),
  (null, 'field', $$'email'$$), (null, 'row_key', $$tests.id_of('customer')::text$$), (null, 'moment', $$'created_at'$$),
  (null, 'ids', $$array[tests.row_id('e', 1), tests.row_id('e', 4), tests.row_id('a', 1), tests.row_id('a', 4), tests.row_id('b', 1), tests.row_id('b', 2),
    tests.row_id('c', 1), tests.row_id('c', 3), tests.row_id('98', 1), tests.row_id('98', 2), tests.row_id('98', 3), tests.id_of('customer')]$$),
  ('error_group_ids', 'wanted', $$(select min(t.group_id::text)::uuid from public.error_group_totals t)$$),
  ('resolve_error_groups', 'ids', $$array(select t.group_id from public.error_group_totals t)$$),
  ('reopen_error_groups', 'ids', $$array(select t.group_id from public.error_group_totals t)$$),
  ('continue_error_groups', 'ids', $$array(select t.group_id from public.error_group_totals t)$$),
  ('snooze_error_groups', 'ids', $$array(select t.group_id from public.error_group_totals t)$$),
  ('snooze_error_groups', 'until', $$now() + interval '1 day'$$),
  ('unsnooze_error_groups', 'ids', $$array(select t.group_id from public.error_group_totals t)$$),
  ('merge_error_groups', 'ids', $$array(select t.group_id from public.error_group_totals t order by t.group_id desc limit 2)$$),
  ('merge_error_groups', 'target', $$(select min(t.group_id::text)::uuid from public.error_group_totals t)$$),
  ('merge_error_groups', 'request', $$tests.row_id('98', 13)$$),
  ('unmerge_error_groups', 'ids', $$array[tests.row_id('98', 10)]$$), ('merged_error_groups', 'target', $$tests.row_id('98', 11)$$),
  ('split_error_group', 'wanted', $$(select min(t.group_id::text)::uuid from public.error_group_totals t where t.customers > 0)$$), ('split_error_group', 'field', $$'customer'$$),
  ('split_error_group', 'value', $$tests.id_of('newcomer')::text$$), ('split_error_group', 'request', $$tests.row_id('98', 15)$$), ('unsplit_error_groups', 'ids', $$array[tests.row_id('98', 14)]$$),
  ('error_group_values', 'wanted', $$(select min(t.group_id::text)::uuid from public.error_group_totals t where t.customers > 0)$$),
  ('error_group_splits', 'wanted', $$tests.row_id('98', 14)$$),
  ('assign_error_groups', 'ids', $$array(select t.group_id from public.error_group_totals t)$$),
  ('snooze_ops_alerts', 'until', $$now() + interval '1 day'$$),
  ('latency_endpoints', 'since', $$date_trunc('hour', now()) - interval '5 hours'$$), ('latency_endpoints', 'until', $$date_trunc('hour', now()) + interval '1 hour'$$),
  ('latency_over_time', 'bounds', $$array[date_trunc('hour', now()) - interval '5 hours', date_trunc('hour', now()) + interval '1 hour']$$),
  ('latency_worst', 'since', $$now() - interval '5 hours'$$), ('latency_worst', 'until', $$now() + interval '1 hour'$$),
  ('list_missing_events', 'filter', $$'{"since": "2026-02-25", "until": "2026-03-06"}'::jsonb$$),
  ('list_discrepancies', 'filter', $$jsonb_build_object('run', tests.row_id('98', 5))$$),
  ('act_on_matching', 'action', $$'resolve'$$), ('freeze_matching', 'action', $$'resolve'$$), ('act_on_matching', 'bulk', 'null'),
  ('act_on_matching_groups', 'bulk', 'null'), ('undo_matching_groups', 'bulk', $$tests.row_id('98', 7)$$),
  ('delete_view', 'id', $$tests.row_id('98', 4)$$), ('reveal', 'id', $$tests.row_id('e', 1)$$),
  ('grant_credit', 'request', $$tests.row_id('98', 9)$$), ('revoke_credit', 'request', $$tests.row_id('98', 8)$$),
  ('record_table_export', 'table_name', $$'leads'$$), ('count_references', 'table_name', $$'profiles'$$),
  ('list_records', 'sort', 'null'), ('count_records', 'sort', 'null');

-- What is for everybody, by design: who am I, signing in, and which of the contract's parts are there.
create temp table calls as
select p.proname::text as name, format('public.%I(%s)', p.proname, (
  select string_agg(format('%I => %s', a.name, coalesce(o.expression, e.expression)), ', ' order by a.n)
  from unnest(p.proargnames[1:p.pronargs]) with ordinality a (name, n)
  left join arguments o on o.function = p.proname and o.argument = a.name
  left join arguments e on e.function is null and e.argument = a.name
  where coalesce(o.expression, e.expression) is not null
)) as call
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.proname not in ('whoami', 'sign_in_allowed', 'sign_in_succeeded', 'missing_contract_parts');
grant select on calls to public;

-- The content of an answer, without times and the words for zero counts.
create function pg_temp.content(answer jsonb) returns jsonb language sql immutable as $$
  select case jsonb_typeof(answer)
    when 'array' then (select jsonb_agg(c.v) from (select pg_temp.content(e) as v from jsonb_array_elements(answer) e) c where c.v is not null)
    when 'object' then (select jsonb_object_agg(c.k, c.v) from (select k, pg_temp.content(v) as v from jsonb_each(answer) o (k, v)
      where k not in ('frozen_at', 'marker', 'exact', 'at', 'bucket', 'slot', 'certainty')) c where c.v is not null)
    else case when answer in ('null', 'false', '0', '""') then null else answer end
  end
$$;
create function pg_temp.answer(call text) returns jsonb language plpgsql as $$
declare
  answer jsonb;
begin
  execute format('select jsonb_agg(to_jsonb(a)) from (select * from %s) a', call) into answer;
  return nullif(nullif(pg_temp.content(answer), '[]'), '{}');
exception when insufficient_privilege then
  return null;
end
$$;
create function pg_temp.state() returns text language plpgsql as $$
declare
  r record;
  sum text := '';
  rows_of text;
begin
  for r in select c.oid::regclass as relation from pg_class c where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by 1
  loop
    execute format('select md5(coalesce(string_agg(t::text, ''|'' order by t::text), '''')) from %s t', r.relation) into rows_of;
    sum := sum || r.relation::text || rows_of;
  end loop;
  return sum;
end
$$;
-- What a call does for an admin, and that it was taken back.
create function pg_temp.effect(call text) returns boolean language plpgsql as $$
declare
  before text := pg_temp.state();
  answer jsonb;
begin
  begin
    perform tests.act_as('admin');
    answer := pg_temp.answer(call);
    perform tests.act_as('postgres');
    raise exception using errcode = 'ZZ001', message = (answer is not null or pg_temp.state() <> before)::text;
  exception when sqlstate 'ZZ001' then
    return sqlerrm::boolean;
  end;
end
$$;

create temp table before as select pg_temp.state() as state;
grant select on before to public;
select plan(9);
select cmp_ok((select count(*) from calls), '>', 100::bigint, 'control: the catalogue has the functions');
select tests.act_as(actor), is(array(select c.name || ': ' || pg_temp.answer(c.call) from calls c where pg_temp.answer(c.call) is not null order by 1), '{}',
  actor || ' gets nothing from any function')
from unnest('{anon,customer,demoted admin,signed-out admin,expired admin,other customer}'::text[]) actor;
select tests.act_as('postgres');
select is(pg_temp.state(), (select state from before), 'and none of them changed anything');
select is(array(select c.name from calls c where not pg_temp.effect(c.call) order by 1), '{count_latency_history,record_uptime,security_findings}',
  'control: for an admin each says or does something, but for the two that are the backend''s and the one that finds nothing amiss');
select * from finish();
