create function pg_temp.found(q text) returns text language sql as $$
  select string_agg(l.error_type, ' ' order by l.error_type) from public.list_errors(jsonb_build_object('q', q, 'state', 'all', 'type', '["text a", "text b"]'::jsonb)) l $$;
create function pg_temp.groups_found(q text) returns text language sql as $$
  select string_agg(l.error_type, ' ' order by l.error_type) from public.list_error_groups(jsonb_build_object('q', q, 'state', 'all', 'type', '["text a", "text b"]'::jsonb)) l $$;

select plan(24);
select tests.act_as('service_role');
insert into public.error_logs (error_type, message, stack_trace, request_body, user_id) values
  ('text a', 'Needle in the hay 1', E'Error\n    at sewing (/app/src/sewing_box.js:10:2)',
    '{"call": {"id": "call_77aa", "tries": [3, 41]}, "to": "+14155550142", "note": "50% off"}', tests.id_of('customer')),
  ('text b', 'Pin in the cushion 1', E'Error\n    at knitting (/app/src/wool.js:11:2)', '{"call": {"id": "call_88bb"}, "seconds": 41.5}', tests.id_of('customer')),
  ('text b', 'Pin in the cushion 2', null, null, null);

select tests.act_as('admin');
select is(pg_temp.found('needle in'), 'text a', 'a part of a message is found');
select is(pg_temp.groups_found('needle in'), 'text a', 'and its group');
select is(pg_temp.found('call_88bb'), 'text b', 'so is a value in a payload');
select is(pg_temp.groups_found('call_88bb'), 'text b', 'and its group');
select is(pg_temp.found('+14155550142'), 'text a', 'a phone number');
select is(pg_temp.found('41'), 'text a', 'a number, deep in a list');
select is(pg_temp.found('41.5'), 'text b', 'with its decimals');
select is(pg_temp.found('call_88'), null, 'a value is found whole');
select is(pg_temp.found('seconds'), null, 'a key is no value');
select is(pg_temp.groups_found('SEWING_box'), 'text a', 'a part of a stack trace finds the group, whatever the case');
select is(pg_temp.found('SEWING_box'), 'text a', 'and the errors');
select is(pg_temp.found('knitting (/app'), 'text b', 'of the group those that have it');
select is(pg_temp.found('sewing%box'), null, 'a percent sign is one');
select is(pg_temp.found('50% off'), 'text a', 'also in a payload');
select is((select matches from public.count_matching('errors', '{"q": "wool.js", "state": "all"}')), 1::bigint, 'counts agree');
select is((select sum(matches) from public.list_facets('errors', '{"q": "wool.js", "state": "all"}') f where f.facet = 'type'), 1::numeric, 'facets too');
select is((select matches from public.freeze_matching('errors', 'resolve', '{"q": "call_88bb", "state": "all"}')), 1::bigint, 'and what is frozen');
select is(pg_temp.found('it''s "quoted" \ {a}'), null, 'nothing that is typed is SQL');

select tests.act_as('postgres');
select is((select count(*) from private.error_group_stacks s join public.error_group_totals t using (group_id) where t.error_type like 'text _'), 2::bigint,
  'one stack trace is kept of each group');
delete from public.error_logs where error_type like 'text _';
select private.apply_error_group_deltas(100000);
select is((select count(*) from private.error_group_stacks s where s.stack_trace like '%sewing%'), 0::bigint, 'and none of a group that is no more');

insert into public.error_logs (error_type, message, stack_trace, created_at)
select 'text a', 'Needle 1', 'at ' || chr(97 + n) || ' (/x.js:' || n || ')', now() + n * interval '1 second' from generate_series(0, 24) n;
select private.store_stacks(array[private.error_group_id('text a', 'Needle 1', null)]);
update public.error_logs set stack_trace = 'at y (/x.js:999)' where error_type = 'text a' and stack_trace like 'at y%';
select private.store_stacks(array[private.error_group_id('text a', 'Needle 1', null)]);
select is((select count(*) from private.error_group_stacks s where s.stack_trace like 'at y%'), 1::bigint, 'line numbers make no other stack trace');

select tests.act_as('customer');
select is(private.error_groups_by_stack('at'), '{}', 'a customer finds no group');
select is(pg_temp.found('call_88bb'), null, 'and no error');
select is_empty('select from private.error_groups_containing(''needle'')', 'in no way');
select * from finish();
