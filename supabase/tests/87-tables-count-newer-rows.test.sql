insert into public.leads (id, user_id, business_name, status, created_at)
select tests.row_id('d', n), tests.id_of('customer'), case when n % 2 = 0 then 'even' else 'odd' end, 'new', '2026-03-01'::timestamptz + n * interval '1 hour'
from generate_series(1, 6) n;
insert into public.leads (user_id, status, created_at) select tests.id_of('customer'), 'many', '2026-04-01' from generate_series(1, 150);
insert into public.agents (id, user_id, phone_number, created_at) values (tests.row_id('a', 1), tests.id_of('newcomer'), '+14155550199', '2031-01-01');

select plan(19);

select tests.act_as('admin');
select is(public.count_newer_records('leads', '{}', 'created_at', '2026-03-01 05:00+00'), 100, '100 stands for more');
select is(public.count_newer_records('leads', '{"where": [{"column": "status", "op": "is", "value": "new"}]}', 'created_at', '2026-03-01 05:00+00'), 2, 'what came at the moment or later and matches');
select is(public.count_newer_records('leads', '{"q": "even"}', 'created_at', '2026-03-01 02:00+00'), 3, 'a text is searched for');
select is(public.count_newer_records('leads', '{"where": [{"column": "created_at", "op": "before", "value": "2026-03-01 04:00+00"}]}', 'created_at', '2026-03-01 02:00+00'), 2, 'within the time that is asked for');
select is(public.count_newer_records('leads', '{}', 'created_at', '2030-01-01'), 0, 'nothing came yet');
select throws_ok($$select public.count_newer_records('pg_class', '{}', 'created_at', now())$$, '22023', null, 'another table is refused');
select throws_ok($$select public.count_newer_records('leads', '{}', 'status', now())$$, '22023', null, 'so is a column that is no time');
select throws_ok($$select public.count_newer_records('leads', '{}', 'created_at or true', now())$$, '22023', null, 'and one that is none');
select throws_ok($$select public.count_newer_records('leads', '{}', null, now())$$, '22023', null, 'and none');
select throws_ok($$select public.count_newer_records('leads', '{}', 'created_at', null)$$, '22023', null, 'and no moment');
select throws_ok($$select public.count_newer_records('leads', '{"where": [{"column": "x", "op": "is", "value": "1"}]}', 'created_at', now())$$, '22023', null, 'and a filter that is none');

select is(public.count_newer('agents', '{}', '2031-01-01'), 1, 'a new agent is counted');
select is(public.count_newer('agents', '{"q": "nobody of this name"}', '2031-01-01'), 0, 'if it matches');
select is(public.count_newer('customers', '{}', '2000-01-01'), (select count(*)::integer from public.customer_health_scores h join public.profiles p using (user_id) where p.role = 'user'), 'so are customers with a new score');
select is(public.count_newer('customers', '{}', '2031-01-01'), 0, 'once there are any');

select tests.act_as('customer');
select throws_ok($$select public.count_newer_records('leads', '{}', 'created_at', '2026-03-01')$$, '42501', null, 'a customer is refused');
select is(public.count_newer('customers', '{}', '2031-01-01'), 0, 'and learns of no other');
select tests.act_as('service_role');
select throws_ok($$select public.count_newer_records('leads', '{}', 'created_at', '2026-03-01')$$, '42501', null, 'so is the platform, which reads the tables');
select tests.act_as('anon');
select throws_ok($$select public.count_newer_records('leads', '{}', 'created_at', now())$$, '42501', null, 'anon may not');

select * from finish();
