-- Lines put together from pieces that the rules look for, and from pieces that nearly are such.
create temp table lines as
with pieces as (
  select array['"', '''', '`', '“', '”', '‘', '’', '«', '»', '@', '?', 'Traceback', 'Bearer ', 'eyJ', '::', ':', '-', '-12ab-', '-abcd-',
    'abcdef', 'fedcba', 'abcde', 'cus_', 'evt_x', 'call_', 'call_aB', 'agent_Zz', 'ation_', 'November 3', 'Step 12', 'Jan, 4', 'Dec  5',
    'No ', 'answer', ' ', ' ', '1', '42', '%', '(', '+', 'UTC', 'ab:cd:ef', '_', '\', 'x_y', '?a=b', 'é', 'A5', 'Oct', '.', 'al@example.com'] as a
)
select (
  select string_agg(p.a[1 + abs(hashtext(n || ' ' || place)) % cardinality(p.a)], '' order by place)
  from pieces p, generate_series(1, 1 + n % 9) place
) as line
from generate_series(1, 4000) n;

-- What the fingerprint says when every line goes through all the rules.
create function pg_temp.slowly(line text) returns text language sql as $$
  select regexp_replace(regexp_replace(private.error_values_out(line, line), '[A-Za-z0-9_]*[0-9][A-Za-z0-9_]*', '*', 'g'),
    '[+(#-]?[*](?:(?: UTC| GMT)?[-.,:/+()%# ]*[*])*(?: ?(?:AM|PM|am|pm|UTC|GMT)\M)?%?', '*', 'g')
$$;

select plan(6);
select is_empty($$
  select l.line, private.error_fingerprint('t', l.line, null) from lines l
  where private.error_fingerprint('t', l.line, null) is distinct from concat('1 t', E'\n', pg_temp.slowly(ltrim(l.line)))$$,
  'the quick look lets through whatever a rule would change');
select cmp_ok((select count(*) from lines where pg_temp.slowly(line) <> line), '>', 1000::bigint, 'control: rules change many of them');
select cmp_ok((select count(*) from lines where private.error_values_out(line, line) = line), '>', 100::bigint, 'control: and leave others');

select results_eq(
  $$select f.kind, private.error_group_id('job', f.message, null) from (values
    (1, 'Step 12 failed after 8 ms'), (2, 'No agent for "x"'), (3, 'Rejected Bearer abc'), (4, 'deadlock detected')) f (kind, message) order by 1$$,
  $$values (1, 'a513a898-cd02-344e-8753-0acca9048b87'::uuid), (2, '389c112f-5504-31aa-8f16-6a440e5df36b'),
    (3, '27cab1e4-f261-39b0-8a51-4906b8887eb9'), (4, 'ca67329d-2ed6-3e39-8444-80a21e2250f5')$$, 'ids of groups are those of before');

select tests.act_as('admin');
select throws_ok($$insert into public.error_group_deltas (group_id, hour, events, unresolved) values (gen_random_uuid(), now(), 1, 1)$$,
  '42501', null, 'no person appends changes of counts');
select tests.act_as('service_role');
select lives_ok($$insert into public.error_logs (error_type, message) values ('quick', 'Look 1')$$, 'while writing an error does');
select * from finish();
