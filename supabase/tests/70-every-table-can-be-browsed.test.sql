create function pg_temp.ids(page jsonb) returns text[] language sql as $$
  select array(select r -> 'cells' ->> 'id' from jsonb_array_elements(page -> 'rows') with ordinality u (r, n) order by n)
$$;
-- Every page of a list, one after the other, forward by the last row's cursor.
create function pg_temp.walk(table_name text, sort text, descending boolean, size integer) returns text[] language plpgsql as $$
declare
  place jsonb;
  page jsonb;
  ids text[] := '{}';
begin
  loop
    page := public.list_records(table_name, '{}', sort, descending, place, false, size);
    exit when jsonb_array_length(page -> 'rows') = 0;
    ids := ids || pg_temp.ids(page);
    place := page -> 'rows' -> -1 -> 'cursor';
  end loop;
  return ids;
end
$$;

insert into public.latency_logs (endpoint, duration_ms) values ('/a', 1);
insert into public.agents (user_id, phone_number) values (tests.id_of('newcomer'), null), (tests.id_of('unscored customer'), null);
insert into public.leads (id, user_id, phone, name, transcript) values
  (tests.row_id('d', 1), tests.id_of('customer'), '+14155550123', 'Dana', repeat('long ', 200)), (tests.row_id('d', 2), tests.id_of('other customer'), null, null, null);
insert into public.deals (id, lead_id, amount, created_at) select tests.row_id('dea1', n), tests.row_id('d', 1), n, '2026-03-01'::timestamptz + n * interval '1 hour' from generate_series(1, 9) n;
insert into public.call_events (id, user_id, call_tags, received_at) values (tests.row_id('ca', 1), tests.id_of('customer'), '{late,angry}', '2026-03-01');

create temp table browsable as select r.relation from private.record_tables() r;
grant select on browsable to authenticated;

select plan(49);

select tests.act_as('admin');
select set_eq('select name from public.describe_tables()', 'select relation from browsable', 'every table is there');
select is((select count(*) from (select distinct m.relation from public.missing_contract_parts() m) x), 0::bigint, 'control: the contract is complete');
select is_empty($$select name from public.describe_tables() where comment is null$$, 'each with what it holds');
select results_eq($$select matches, certainty from public.describe_tables() where name = 'deals'$$, $$values (9::bigint, 'exact')$$, 'and how much of it');
select lives_ok(format('select public.list_records(%L)', name), name || ' has a first page') from (select 'profiles' as name) x;
select is_empty($$select t.name from public.describe_tables() t where jsonb_typeof(public.list_records(t.name) -> 'rows') is distinct from 'array'$$, 'so has every table');
select is_empty($$select t.name, c ->> 'name' from public.describe_tables() t, jsonb_array_elements(public.describe_table(t.name) -> 'columns') c
  where (c ->> 'sortable')::boolean and jsonb_typeof(public.list_records(t.name, '{}', c ->> 'name', false) -> 'rows') is distinct from 'array'$$, 'by every sort');
select is(public.describe_table('nothing'), null, 'no other table is described');
select throws_ok($$select public.list_records('pg_class')$$, '22023', null, 'nor listed');
select throws_ok($$select public.list_records('deals; drop table deals')$$, '22023', null, 'whatever it is called');
select throws_ok($$select public.list_records('deals', '{}', 'amount')$$, '22023', null, 'what no index orders by cannot be sorted by');
select throws_ok($$select public.list_records('deals', '{"where": [{"column": "id) or (true", "op": "is", "value": "x"}]}')$$, '22023', null, 'columns are those of the table');
select throws_ok($$select public.list_records('deals', '{"where": [{"column": "status", "op": "= 1 or", "value": "x"}]}')$$, '22023', null, 'operators are those that there are');
select throws_ok($$select public.list_records('deals', '{}', 'created_at', true, null, false, 500)$$, '22023', null, 'a page has a size');

select is(pg_temp.walk('deals', 'created_at', true, 4), array(select id::text from public.deals order by created_at desc), 'pages follow each other, the newest first');
select is(pg_temp.walk('deals', 'created_at', false, 2), array(select id::text from public.deals order by created_at), 'or the oldest');
select is(pg_temp.walk('agents', 'phone_number', false, 1), array(select id::text from public.agents order by phone_number nulls last, id), 'rows without a value come last');
select is(pg_temp.walk('agents', 'phone_number', true, 1), array(select id::text from public.agents order by phone_number desc nulls last, id desc), 'whichever way');
-- Where created_at may be empty, as in a database in use, its index orders no rows to page through.
select case when (select a.attnotnull from pg_catalog.pg_attribute a where a.attrelid = 'public.error_logs'::regclass and a.attname = 'created_at')
  then is(pg_temp.walk('error_logs', 'error_type', false, 1), array(select id::text from public.error_logs order by error_type, created_at, id), 'a sort of three keys')
  else pass('a sort of three keys') end;
select is(pg_temp.ids(public.list_records('deals', '{}', 'created_at', true, jsonb_build_array('2026-03-01 05:00+00', tests.row_id('dea1', 5)), true, 3)),
  array[tests.row_id('dea1', 8), tests.row_id('dea1', 7), tests.row_id('dea1', 6)]::text[], 'a page back ends before its cursor');
select is(pg_temp.ids(public.list_records('agents', '{}', 'phone_number', false, jsonb_build_array(null, (select max(id::text) from public.agents where phone_number is null)), true, 2)),
  array(select id::text from (select id, phone_number from public.agents order by phone_number nulls last, id limit 3) a order by phone_number nulls last, id offset 1)::text[],
  'also from those without a value to those with one');

create function pg_temp.found(table_name text, name text, op text, value text) returns bigint language sql as $$
  select jsonb_array_length(public.list_records(table_name, jsonb_build_object('where', jsonb_build_array(jsonb_build_object('column', name, 'op', op, 'value', value)))) -> 'rows')
$$;
select is(pg_temp.found('deals', 'lead_id', 'is', tests.row_id('d', 1)::text), 9::bigint, 'is');
select is(pg_temp.found('deals', 'amount', 'is', '3'), 1::bigint, 'is, of a number without an index');
select is(pg_temp.found('deals', 'amount', 'not', '3'), 8::bigint, 'is not');
select is(pg_temp.found('deals', 'status', 'not', 'won'), 9::bigint, 'is not, of what is empty');
select is(pg_temp.found('deals', 'amount', 'from', '3') - pg_temp.found('deals', 'amount', 'after', '3'), 1::bigint, 'from includes, after does not');
select is(pg_temp.found('deals', 'amount', 'to', '3') - pg_temp.found('deals', 'amount', 'before', '3'), 1::bigint, 'to includes, before does not');
select is(pg_temp.found('leads', 'name', 'contains', 'AN'), 1::bigint, 'contains, whatever the case');
select is(pg_temp.found('leads', 'name', 'contains', '%'), 0::bigint, 'a pattern is a text');
select is(pg_temp.found('leads', 'name', 'empty', 'true'), 1::bigint, 'empty');
select is(pg_temp.found('leads', 'phone', 'empty', 'false'), 1::bigint, 'not empty');
select is(pg_temp.found('call_events', 'call_tags', 'is', 'angry'), 1::bigint, 'a list has it');
select is(pg_temp.found('error_logs', 'request_body', 'contains', '"a"'), 1::bigint, 'JSON contains it');
select throws_ok($$select pg_temp.found('leads', 'flagged_for_review', 'contains', 't')$$, '22023', null, 'a boolean contains nothing');
select is(jsonb_array_length(public.list_records('leads', '{"q": "dana"}') -> 'rows'), 1, 'a search looks into every text');
select is(jsonb_array_length(public.list_records('leads', jsonb_build_object('q', left(tests.row_id('d', 2)::text, 8))) -> 'rows'), 2, 'and at ids');
select results_eq($$select matches, certainty from public.count_records('deals', '{"where": [{"column": "amount", "op": "to", "value": "4"}]}')$$,
  $$values (4::bigint, 'exact')$$, 'a count agrees');
select results_eq($$select matches, certainty from public.count_records('deals')$$, $$values (9::bigint, 'exact')$$, 'of all, too');

select is(length(public.list_records('leads', '{"q": "dana"}') -> 'rows' -> 0 -> 'cells' ->> 'transcript'), 300, 'a list cuts long texts');
select is(length(public.list_records('leads', '{"q": "dana"}', null, true, null, false, 1, true) -> 'rows' -> 0 -> 'cells' ->> 'transcript'), 1000, 'unless they are wanted whole');
select is(public.list_records('error_logs', jsonb_build_object('q', tests.row_id('e', 1))) -> 'rows' -> 0 -> 'cells' -> 'request_body', '{"keys": 1}'::jsonb, 'and counts what JSON has');

select results_eq(format('select matches, certainty from public.count_references(%L, %L) where relation = %L', 'leads', tests.row_id('d', 1), 'deals'),
  $$values (9::bigint, 'exact')$$, 'what refers to a row is counted');
select ok((select bool_or(c ->> 'target' = 'profiles') from jsonb_array_elements(public.describe_table('deals') -> 'columns') c where c ->> 'name' = 'seller_id'),
  'a key to an account leads to its profile');
select isnt_empty(format('select from public.count_references(%L, %L) where relation = %L and column_name = %L', 'profiles', tests.id_of('customer'), 'error_logs', 'resolved_by'),
  'so does a stamp without a key');
select ok((select c -> 'choices' @> '["hvac"]' from jsonb_array_elements(public.describe_table('profiles') -> 'columns') c where c ->> 'name' = 'industry'), 'a column lists its possible values');

select tests.act_as('postgres');
insert into public.deals (amount, status, created_at) select n, case n when 1 then 'won' end, '2026-02-01'::timestamptz + n * interval '1 minute' from generate_series(1, 1100) n;
select tests.act_as('admin');
select is(public.list_records('deals', '{"where": [{"column": "status", "op": "is", "value": "won"}]}', 'created_at') -> 'rows', '[]'::jsonb, 'what no index serves is looked for in 1,000 rows');
select is(jsonb_array_length(public.list_records('deals', '{"where": [{"column": "status", "op": "is", "value": "won"}]}', 'created_at', true,
  public.list_records('deals', '{"where": [{"column": "status", "op": "is", "value": "won"}]}', 'created_at') -> 'searched_to') -> 'rows'), 1, 'and then in the next, from where the search stopped');
select is(public.list_records('deals', '{"where": [{"column": "lead_id", "op": "is", "value": "00000000-0000-4000-8000-000000000000"}]}', 'created_at') -> 'searched_to', 'null'::jsonb, 'an index looks at all of them at once');
select is(public.list_records('deals', '{"where": [{"column": "created_at", "op": "before", "value": "2026-02-01T00:02Z"}]}', 'created_at') -> 'rows' -> 0 -> 'cells' ->> 'status', 'won', 'as does the order itself');

select * from finish();
