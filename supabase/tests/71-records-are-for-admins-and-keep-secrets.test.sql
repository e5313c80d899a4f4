insert into public.integrations (id, user_id, provider, access_token) values
  (tests.row_id('1', 1), tests.id_of('customer'), 'cal.com', 'hidden-access'), (tests.row_id('1', 2), tests.id_of('other customer'), 'cal.com', null);
insert into public.webhook_configs (user_id, url, secret, headers) values (tests.id_of('customer'), 'https://example.com/hook?key=hidden-key', 'hidden-secret', '{"X-Token": "hidden-header"}');
insert into public.tracking_sessions (id, created_by, token, update_key) values (tests.row_id('2', 1), tests.id_of('customer'), 'hidden-token', 'hidden-update');
insert into public.active_sessions (user_id, token_hash) values (tests.id_of('customer'), 'hidden-hash');
insert into public.leads (id, user_id, phone, name) values (tests.row_id('d', 1), tests.id_of('customer'), '+14155550123', 'Dana');
create table public.later_table (id uuid primary key default gen_random_uuid(), api_key text, password_hash text, tokens_used integer);
alter table public.later_table enable row level security;
create policy later_table_select on public.later_table for select to authenticated using ((select private.is_admin()));
grant select on public.later_table to authenticated;
insert into public.later_table (api_key, tokens_used) values ('hidden-later', 7);

select plan(41);
select isnt_empty($$select from public.integrations where access_token = 'hidden-access'$$, 'control: there is a token');

create function pg_temp.cells(table_name text, whole boolean) returns setof jsonb language sql as $$
  select r -> 'cells' from jsonb_array_elements(public.list_records(table_name, '{}', null, true, null, false, 200, whole) -> 'rows') r
$$;

select tests.act_as('admin');
select results_eq($$select c -> 'access_token', c -> 'refresh_token' from pg_temp.cells('integrations', false) c order by c ->> 'id'$$,
  $$values ('true'::jsonb, 'false'::jsonb), ('false', 'false')$$, 'an admin sees which tokens are there');
select is((select c -> 'secret' from pg_temp.cells('webhook_configs', true) c), 'true', 'and which secrets');
select is((select c -> 'headers' from pg_temp.cells('webhook_configs', true) c), 'true', 'and headers');
select is((select c ->> 'url' from pg_temp.cells('webhook_configs', true) c), 'https://example.com/hook', 'and addresses without their query');
select results_eq($$select c -> 'token', c -> 'update_key' from pg_temp.cells('tracking_sessions', true) c$$, $$values ('true'::jsonb, 'true'::jsonb)$$, 'and keys of a journey');
select is((select c -> 'token_hash' from pg_temp.cells('active_sessions', true) c), 'true', 'and of a session');
select results_eq($$select c -> 'api_key', c -> 'password_hash', c -> 'tokens_used' from pg_temp.cells('later_table', true) c$$, $$values ('true'::jsonb, 'false'::jsonb, '"7"'::jsonb)$$,
  'what is called like a secret is one, in a table that came later, too');
select is_empty($$select t.name from public.describe_tables() t, pg_temp.cells(t.name, true) c where c::text like '%hidden%'$$, 'no table shows any');

create function pg_temp.asks(table_name text, name text, op text, value text) returns text language sql as $$
  select tests.rows_or_refusal(format('select public.list_records(%L, %L)', table_name, jsonb_build_object('where', jsonb_build_array(jsonb_build_object('column', name, 'op', op, 'value', value)))))
$$;
select is(pg_temp.asks('integrations', 'access_token', 'is', 'hidden-access'), '22023', 'a secret cannot be guessed');
select is(pg_temp.asks('tracking_sessions', 'token', 'contains', 'hid'), '22023', 'not in part');
select is(pg_temp.asks('tracking_sessions', 'token', 'after', 'a'), '22023', 'not by its order');
select throws_ok($$select public.list_records('tracking_sessions', '{}', 'token')$$, '22023', null, 'not by sorting');
select is(jsonb_array_length(public.list_records('tracking_sessions', '{"q": "hidden"}') -> 'rows'), 0, 'not by searching');
select is(jsonb_array_length(public.list_records('integrations', '{"where": [{"column": "access_token", "op": "empty", "value": "true"}]}') -> 'rows'), 1, 'but whether it is there can be asked');
select is((select matches from public.count_records('integrations', '{"where": [{"column": "access_token", "op": "empty", "value": "false"}]}')), 1::bigint, 'and counted');
select results_eq($$select matches, certainty from public.count_records('integrations')$$, $$values (2::bigint, 'exact')$$, 'all of them, too');
select throws_ok($$select public.reveal('tracking_sessions', tests.row_id('2', 1), '{token}')$$, '22023', null, 'a secret is not revealed');
select throws_ok($$select public.reveal('integrations', tests.row_id('1', 1), '{access_token}')$$, '22023', null, 'not to an admin');

select tests.act_as('postgres');
select tests.empty_audit_trail();
select tests.act_as('admin');
select is(public.reveal('leads', tests.row_id('d', 1), '{name}', 'Called back'), 'Dana', 'a masked value is');
select row_eq('select user_id, actor_id, action, entity, entity_id, metadata from public.audit_trail',
  row (tests.id_of('customer'), tests.id_of('admin'), 'payload.revealed'::text, 'leads'::text, tests.row_id('d', 1)::text, '{"path": ["name"], "reason": "Called back"}'::jsonb), 'which is written down');
select is(public.reveal('profiles', tests.id_of('customer'), '{email}'), 'customer@kryonex.test', 'of a table whose key is called otherwise, too');
select throws_ok($$select public.reveal('later_table', gen_random_uuid(), '{api_key}')$$, '22023', null, 'what is called like a secret is not');
select throws_ok($$select public.reveal('leads', tests.row_id('d', 1), '{created_at}')$$, '22023', null, 'nor what no page masks');
select is(public.reveal('leads', tests.row_id('d', 9), '{name}'), null, 'of no row, nothing');

select lives_ok($$select public.record_table_export('leads', 'status=new', 'csv')$$, 'an export is written down before it starts');
select row_eq($$select actor_id, action_type, entity, metadata from public.audit_trail where action = 'list.exported'$$,
  row (tests.id_of('admin'), 'export'::text, 'leads'::text, '{"query": "status=new", "format": "csv"}'::jsonb), 'with the table and the query');
select throws_ok($$select public.record_table_export('nothing', '', 'csv')$$, '22023', null, 'of tables that there are');
select throws_ok($$select public.record_table_export('leads', '', 'xlsx')$$, '22023', null, 'in formats that there are');

select tests.act_as('customer');
select is(tests.rows_or_refusal($$select public.record_table_export('leads', '', 'csv')$$), '42501', 'a customer exports nothing');
select is(tests.rows_or_refusal('select public.describe_tables()'), '42501', 'a customer sees no table');
select is(tests.rows_or_refusal($$select public.describe_table('leads')$$), '42501', 'nor of its columns');
select is(tests.rows_or_refusal($$select public.list_records('leads')$$), '42501', 'and lists nothing');
select is(tests.rows_or_refusal($$select public.count_records('leads')$$), '42501', 'and counts nothing');
select is(tests.rows_or_refusal(format('select public.count_references(%L, %L)', 'profiles', tests.id_of('customer'))), '42501', 'nor what refers to them');
select is(tests.rows_or_refusal(format('select public.reveal(%L, %L, %L)', 'leads', tests.row_id('d', 1), '{name}')), '42501', 'and reveals nothing');
select is(tests.rows_or_refusal('select from private.describe_sizes()'), '42501', 'and learns no size');
select tests.act_as('demoted admin');
select is(tests.rows_or_refusal($$select public.list_records('leads')$$), '42501', 'a demoted admin neither');
select tests.act_as('signed-out admin');
select is(tests.rows_or_refusal($$select public.list_records('leads')$$), '42501', 'nor one who signed out');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select public.describe_tables()'), '42501', 'anon is refused');
select is(tests.rows_or_refusal($$select public.list_records('leads')$$), '42501', 'in everything');

select * from finish();
