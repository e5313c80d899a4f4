create function pg_temp.recount() returns table (id uuid, events bigint, unresolved bigint, customers integer, first_seen timestamptz, last_seen timestamptz)
language sql as $$
  select e.group_id, count(*), count(*) filter (where e.resolved_at is null), count(distinct e.user_id)::integer, min(e.created_at), max(e.created_at)
  from public.error_logs e group by 1
$$;
create function pg_temp.counted() returns table (id uuid, events bigint, unresolved bigint, customers integer, first_seen timestamptz, last_seen timestamptz)
language sql as $$
  select l.id, l.events, l.unresolved, l.customers, l.first_seen, l.last_seen from public.error_group_list l
$$;
create function pg_temp.same() returns boolean language sql as $$
  select not exists ((select * from pg_temp.recount() except select * from pg_temp.counted()) union all (select * from pg_temp.counted() except select * from pg_temp.recount()))
$$;
create function pg_temp.apply_changes() returns integer language sql as $$ select private.apply_error_group_deltas(1000000) $$;

select plan(27);
select ok(pg_temp.same(), 'the errors that are there are counted');
select cmp_ok((select count(*) from pg_temp.counted()), '>', 3::bigint, 'control: there are groups');

insert into public.error_logs (id, error_type, message, endpoint, user_id, created_at)
select tests.row_id('e', 100 + n), 'count', 'Word ' || translate((n % 3)::text, '012', 'abc') || ' ' || n, '/' || n % 2,
  case n % 4 when 0 then tests.id_of('customer') when 1 then tests.id_of('other customer') when 2 then tests.id_of('unscored customer') end,
  '2026-03-01 10:00+00'::timestamptz + n * interval '17 minutes'
from generate_series(1, 60) n;
select ok(pg_temp.same(), 'added ones are');
select cmp_ok(pg_temp.apply_changes(), '>', 0, 'applying takes the changes');
select is((select count(*) from public.error_group_deltas), 0::bigint, 'all of them');
select ok(pg_temp.same(), 'and changes no count');
select is(pg_temp.apply_changes(), 0, 'then there is nothing to apply');
select results_eq($$select p.endpoint, sum(p.events)::integer from public.error_group_endpoints p join public.error_group_totals t using (group_id) where t.error_type = 'count' group by 1 order by 1$$,
  $$values ('/0'::text, 30), ('/1', 30)$$, 'endpoints are counted');
select results_eq($$select h.hour, sum(h.events)::bigint from public.error_group_hours h join public.error_group_totals t using (group_id) where t.error_type = 'count' group by 1 order by 1$$,
  $$select date_trunc('hour', e.created_at at time zone 'UTC') at time zone 'UTC', count(*) from public.error_logs e where e.error_type = 'count' group by 1 order by 1$$, 'so are hours');

update public.error_logs set resolved_at = now() where error_type = 'count' and id < tests.row_id('e', 130);
select ok(pg_temp.same(), 'resolved ones are counted');
select ok(pg_temp.apply_changes() > 0 and pg_temp.same(), 'applied too');
update public.error_logs set resolved_at = null where id = tests.row_id('e', 101);
select ok(pg_temp.same(), 'a reopened one is');
update public.error_logs set user_id = null where user_id = tests.id_of('other customer') and error_type = 'count';
select ok(pg_temp.same(), 'and those that lost their customer');
select ok(pg_temp.apply_changes() > 0 and pg_temp.same(), 'applied too');
update public.error_logs set created_at = created_at + interval '40 days' where id = tests.row_id('e', 160);
select ok(pg_temp.same(), 'and one at another time');
select ok(pg_temp.apply_changes() > 0 and pg_temp.same(), 'applied too');
update public.error_logs set message = 'Word b 7' where id = tests.row_id('e', 160);
select ok(pg_temp.same(), 'and one of another group');
delete from public.error_logs where id = tests.row_id('e', 160) or error_type = 'count' and user_id = tests.id_of('unscored customer');
select ok(pg_temp.same(), 'and without deleted ones');
select ok(pg_temp.apply_changes() > 0 and pg_temp.same(), 'applied too');
insert into public.error_logs (id, error_type, message, user_id, created_at) values (tests.row_id('e', 200), 'brief', 'x', tests.id_of('customer'), now());
delete from public.error_logs where id = tests.row_id('e', 200);
select ok(pg_temp.same(), 'what comes and goes is not there');
select ok(pg_temp.apply_changes() > 0 and pg_temp.same(), 'applied neither');
select is((select count(*) from public.error_group_totals where error_type = 'brief' or error_type is null), 0::bigint, 'and leaves nothing');
delete from public.error_logs where error_type = 'count';
select is((select count(*) from public.error_group_list where error_type = 'count'), 0::bigint, 'a group without errors is none');
select ok(pg_temp.apply_changes() > 0 and pg_temp.same(), 'applied neither');
select is((select sum(k.events) from public.error_group_customers k), (select count(user_id)::numeric from public.error_logs), 'customers'' events add up');

update public.error_logs set error_type = error_type;
select is((select count(*) from public.error_group_deltas), 0::bigint, 'an update that changes nothing appends nothing');
truncate public.error_logs;
select is((select count(*) from public.error_group_list), 0::bigint, 'after a truncate there are no groups');
select * from finish();
