-- Lines put together from pieces that the rules look for, and from pieces that nearly are such.
create temp table lines as
with pieces as (
  select array['"', '''', '`', '“', '’', '«', '@', '?', '=', 'Traceback', 'Bearer ', 'eyJ', '::', ':', '-', '-12ab-', 'abcdef', 'cus_', 'call_aB', 'November 3',
    'Step 12', 'No ', 'answer', ' ', ' ', ' ', '1', '42', '%', '(', ')', '+', 'UTC', 'PM', 'ab:cd:ef', '_', '\', '?a=b', 'é', 'A5', '.', 'al@example.com',
    'status ', 'status code ', 'HTTP ', '404', '503', 'error ', 'error: ', 'code ', 'with code ', 'answered ', 'SQLSTATE ', '23505', '42P01', 'P2002', 'port ', 'db.internal:',
    '10.0.0.1:', '5432', ' calls', ' from ', ' Not Found', 'column "phone"', 'column "x_1"', '{"code":', '{"message":"', '"}', E'\n', '::1:', 'exit code ', ' ms', '$', 'fetch failed', '[', ']'] as a
)
select distinct left((
  select string_agg(p.a[1 + (hashtext(n || ' ' || place) & 2147483647) % cardinality(p.a)], '' order by place)
  from pieces p, generate_series(1, 1 + n % 9) place
), 200) as line
from generate_series(1, 3000) n;

select plan(11);
select is_empty($$select line from lines where private.error_fingerprint('t', line, null) is null or length(private.error_fingerprint('t', line, null)) > 3000$$,
  'the rules give every text a fingerprint');
select cmp_ok((select count(distinct private.error_fingerprint('t', line, null)) from lines), '>', 1000::bigint, 'control: they differ');

-- What digits decide is not remembered of all that are alike: no other number gives a remembered text another group.
create temp table alike as
select a.line, a.group_id, private.digits_decide('t', a.line, a.group_id) as decide
from (select l.line, private.error_group_id('t', l.line, null) as group_id from lines l where l.line ~ '[0-9]' order by 1 limit 400) a;
select is_empty($$
  select a.line, o.line from alike a
  cross join unnest('{8,11,404,599,100,2013,65535,10000,30003,08006,55P03,P1001,PGRST116,deadbeef1,0x10,aB3,n_12}'::text[]) f (form)
  cross join lateral (select regexp_replace(a.line, '[A-Za-z_]*[0-9][A-Za-z0-9_]*', f.form, 'g') as line) o
  where not a.decide and private.error_text_key('t', o.line) = private.error_text_key('t', a.line) and private.error_group_id('t', o.line, null) <> a.group_id$$,
  'where digits do not decide, no number gives another group');
select cmp_ok((select count(*) from alike where decide), '>', 50::bigint, 'control: in some they do');
select cmp_ok((select count(*) from alike where not decide), '>', 50::bigint, 'control: in others not');

select tests.act_as('service_role');
insert into public.error_logs (error_type, message, stack_trace) values ('known', 'Lost 4 calls', null), ('known', 'Request failed with status code 401', null),
  ('known', 'fetch failed', E'Error\n    at a (/app/a.js:1:2)');
reset role;
select private.apply_error_group_deltas(1000);
select results_eq($$select (select t.group_id is not null from private.error_texts t where t.key = private.error_text_key('known', m)) from unnest(array['Lost 77 calls', 'Request failed with status code 503', 'fetch failed']) m$$,
  array[true, false, false], 'a text is remembered with all that are alike, unless a status or a trace decides');
-- An insert believes what is remembered: a group that no rule gives shows that it is read.
update private.error_texts set group_id = tests.row_id('f', 7) where key = private.error_text_key('known', 'Lost 4 calls');
select tests.act_as('service_role');
insert into public.error_logs (id, error_type, message, stack_trace) values (tests.row_id('e', 51), 'known', 'Lost 90 calls', null), (tests.row_id('e', 52), 'known', 'Request failed with status code 503', null),
  (tests.row_id('e', 53), 'known', 'fetch failed', E'Error\n    at b (/app/b.js:1:2)'), (tests.row_id('e', 54), 'known', 'Request failed with status code 401', null);
select is((select group_id from public.error_logs where id = tests.row_id('e', 51)), tests.row_id('f', 7), 'an insert reads what is remembered');
reset role;
select results_eq($$select l.group_id = private.error_group_id(l.error_type, l.message, l.stack_trace) from public.error_logs l where l.id in (tests.row_id('e', 52), tests.row_id('e', 53), tests.row_id('e', 54)) order by l.id$$,
  array[true, true, true], 'and of other statuses and traces what the rules say');

insert into private.error_texts (key) select gen_random_uuid() from generate_series(1, 20100);
select tests.act_as('service_role');
insert into public.error_logs (error_type, message) values ('known', 'Something new');
reset role;
select private.apply_error_group_deltas(1000);
select cmp_ok((select count(*) from private.error_texts), '<=', 20000::bigint, 'no more than 20,000 texts are remembered');

select tests.act_as('admin');
select throws_ok($$insert into public.error_group_deltas (group_id, hour, events, unresolved) values (gen_random_uuid(), now(), 1, 1)$$,
  '42501', null, 'no person appends changes of counts');
select throws_ok('select from private.error_texts', '42501', null, 'or reads what is remembered');
select * from finish();
