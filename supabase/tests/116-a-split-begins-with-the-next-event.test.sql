create temp table g as select private.error_group_id('part', 'Lost 1', null) as a, private.error_group_id('part', 'Request failed with status code 503', null) as b,
  private.error_group_id('part', 'Late by 1 s', null) as c;
grant select on g to public;
create function pg_temp.happen(number integer, what text, place text, whose text default 'customer') returns uuid language sql as $$
  insert into public.error_logs (id, error_type, message, endpoint, user_id) values (tests.row_id('e', number), 'part', what, place, tests.id_of(whose)) returning group_id $$;
create function pg_temp.split(field text, value text, request integer default 1, wanted uuid default null) returns text language sql as $$
  select s.outcome from public.split_error_group(coalesce(wanted, (select a from g)), field, case field when 'customer' then value else hashtextextended(value, 0)::text end, tests.row_id('f', 600 + request)) s $$;
create function pg_temp.events(wanted uuid) returns bigint language sql as $$ select l.events from public.list_error_groups('{"type": ["part"], "state": "all"}') l where l.id = wanted $$;

select plan(43);

select tests.act_as('service_role');
select pg_temp.happen(900 + n, 'Lost ' || n, case when n % 2 = 0 then '/even' else '/odd' end, case when n < 3 then 'customer' else 'other customer' end) from generate_series(1, 4) n;
select pg_temp.happen(910, 'Request failed with status code 503', '/even'), pg_temp.happen(911, 'Late by 1 s', '/even');
select tests.act_as('admin');
select is(pg_temp.events((select a from g)), 4::bigint, 'control: a group of four');
select results_eq($$select v.field, v.label, v.events, v.looked from public.error_group_values((select a from g)) v where v.field <> 'customer'$$,
  $$values ('endpoint'::text, '/even'::text, 2::bigint, null::bigint), ('endpoint', '/odd', 2, null), ('message', 'Lost 1', 1, 4), ('message', 'Lost 2', 1, 4), ('message', 'Lost 3', 1, 4), ('message', 'Lost 4', 1, 4)$$,
  'its endpoints and messages are offered');
select is((select count(*) from public.error_group_values((select a from g)) v where v.field = 'customer'), 2::bigint, 'and its customers');
select is((select count(*) from public.error_group_values((select c from g)) v), 0::bigint, 'where nothing differs there is nothing to split by');

select is(pg_temp.split('endpoint', '/even'), 'done', 'an admin splits it by an endpoint');
create temp table s as select id from public.error_group_splits((select a from g)) where label = '/even';
grant select on s to public;
select is(pg_temp.events((select a from g)), 4::bigint, 'no past event moves');
select is_empty($$select from public.error_logs e where e.group_id = (select id from s)$$, 'none at all');
select is((select count(*) from public.error_group_list where id = (select id from s)), 0::bigint, 'the new group begins with the next');
select row_eq($$select l.actor_id, l.entity_id, l.action_type, l.metadata ->> 'notes' from public.audit_trail l where l.action = 'error_group.split'$$,
  row (tests.id_of('admin'), (select a::text from g), 'split'::text, 'endpoint /even'::text), 'it is audited');
select is(pg_temp.split('endpoint', '/even'), 'already', 'asked again it is split once');
select is(pg_temp.split('endpoint', '/even', 2), 'already', 'by another request, too');

select tests.act_as('service_role');
select is(pg_temp.happen(920, 'Lost 5', '/even'), (select id from s), 'the next event with the value is in the new group');
select is(pg_temp.happen(921, 'Lost 5', '/odd'), (select a from g), 'one with another is not');
select is(pg_temp.happen(922, 'Request failed with status code 503', '/even'), (select b from g), 'nor is one of another group');
select is((select group_id from public.error_logs where id = tests.row_id('e', 902)), (select a from g), 'and the past stays');
-- With the texts remembered, as they are while the platform writes.
reset role;
select private.apply_error_group_deltas(1000);
select cmp_ok((select count(*) from private.error_texts t where t.is_split and t.group_id = (select a from g)), '>', 0::bigint, 'inserts learn of it from what they read anyway');
select tests.act_as('service_role');
select is(pg_temp.happen(923, 'Lost 6', '/even'), (select id from s), 'a remembered text is split');
select is(pg_temp.happen(925, 'Lost 6', '/even', 'other customer'), (select id from s), 'whoever it concerns');
select is(pg_temp.happen(924, 'Late by 2 s', '/even'), (select c from g), 'and of other groups none');
select tests.act_as('admin');
select row_eq($$select events, pattern, split_value from public.error_group_list where id = (select id from s)$$, row (3::bigint, 'Lost *'::text, '/even'::text), 'it is listed, and says by what it was split off');
select is(pg_temp.events((select a from g)), 5::bigint, 'each event is counted once');
select row_eq($$select parent_id, field, label, events, split_by_email from public.error_group_splits((select id from s))$$, row ((select a from g), 'endpoint'::text, '/even'::text, 3::bigint, 'admin@kryonex.test'::text),
  'the new group knows the one it comes from');

-- A change of an event is no new event.
reset role;
update public.error_logs set message = 'Lost 99' where id in (tests.row_id('e', 902), tests.row_id('e', 920));
select results_eq($$select group_id from public.error_logs where id in (tests.row_id('e', 902), tests.row_id('e', 920)) order by id$$, $$select a from g union all select id from s$$, 'what is changed stays where it is');
update public.error_logs set endpoint = '/even' where id = tests.row_id('e', 901);
select is((select group_id from public.error_logs where id = tests.row_id('e', 901)), (select a from g), 'whatever changes');

-- A part is split, a customer's and one message's.
select tests.act_as('admin');
select is(pg_temp.split('customer', tests.id_of('other customer')::text, 3, (select id from s)), 'done', 'a part is split by a customer');
select is(pg_temp.split('message', 'Late by 1 s', 4, (select c from g)), 'done', 'a group by a message');
select tests.act_as('service_role');
select is(pg_temp.happen(930, 'Lost 7', '/even', 'other customer') <> all (array(select a from g union select id from s)), true, 'an event with both is in the part of the part');
select is(pg_temp.happen(931, 'Lost 7', '/even'), (select id from s), 'one with the first in the part');
select isnt(pg_temp.happen(932, 'Late by 1 s', '/even'), (select c from g), 'one message has its group');
select is(pg_temp.happen(933, 'Late by 8 s', '/even'), (select c from g), 'others stay');

-- Undo.
select tests.act_as('second admin');
select row_eq($$select outcome, actor_email from public.unsplit_error_groups(array[(select id from s)])$$, row ('done'::text, 'second-admin@kryonex.test'::text), 'the split is undone');
select row_eq($$select outcome, actor_email from public.unsplit_error_groups(array[(select id from s)])$$, row ('already'::text, 'second-admin@kryonex.test'::text), 'once');
select tests.act_as('service_role');
select is(pg_temp.happen(940, 'Lost 8', '/even'), (select a from g), 'the next event is where it was before');
select tests.act_as('admin');
select is(pg_temp.events((select id from s)), 4::bigint, 'events of meanwhile stay, in their group');
select is((select split_value from public.error_group_list where id = (select id from s)), '/even', 'which still says where it comes from');
select is(pg_temp.split('endpoint', '/even', 1), 'already', 'an old request does not come back');
select is(pg_temp.split('endpoint', '/even', 5), 'done', 'a new one does');

-- What cannot be.
select throws_ok($$select public.split_error_group((select a from g), 'weather', 'rain', gen_random_uuid())$$, '22023', null, 'only by what events have');
select throws_ok($$select public.split_error_group((select a from g), 'endpoint', '/odd', null)$$, '22023', null, 'and by a request');
select is(pg_temp.split('endpoint', '/nowhere', 7), 'missing', 'a value that no event has is missing');
select is(pg_temp.split('endpoint', '/even', 6, tests.row_id('f', 9)), 'missing', 'and a group that is not there is missing');
select tests.act_as(actor), is(tests.refusals($$select public.split_error_group((select a from g), 'endpoint', '/odd', gen_random_uuid())$$, $$select public.unsplit_error_groups(array[(select id from s)])$$,
  $$select public.error_group_splits((select a from g))$$, $$select public.error_group_values((select a from g))$$), '{42501}', actor || ' can split nothing')
from unnest('{customer,anon}'::text[]) actor;
select * from finish();
