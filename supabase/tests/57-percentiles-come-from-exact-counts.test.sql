-- What the requests themselves say: per endpoint and method, the counts and the true percentiles.
create function pg_temp.recount(since timestamptz, until timestamptz)
returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer) language sql as $$
  select l.endpoint, l.method, count(*), count(*) filter (where l.is_slow),
    percentile_disc(0.5) within group (order by l.duration_ms), percentile_disc(0.95) within group (order by l.duration_ms),
    percentile_disc(0.99) within group (order by l.duration_ms)
  from public.latency_logs l where l.created_at >= since and l.created_at < until group by grouping sets ((l.endpoint, l.method), ())
$$;
create function pg_temp.since() returns timestamptz language sql as $$ select date_bin('1 hour', now(), '2000-01-01 00:00+00') - interval '23 hours' $$;
create function pg_temp.until() returns timestamptz language sql as $$ select date_bin('1 hour', now(), '2000-01-01 00:00+00') + interval '1 hour' $$;
create function pg_temp.hours() returns timestamptz[] language sql as $$ select array(select * from generate_series(pg_temp.since(), pg_temp.until(), interval '1 hour')) $$;
create function pg_temp.figures(width integer default 3600) returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer)
language sql as $$ select e.endpoint, e.method, e.requests, e.slow, e.p50, e.p95, e.p99 from public.latency_endpoints(width, pg_temp.since(), pg_temp.until()) e $$;
-- Rows whose counts differ or whose percentiles are further away than 2 % and the rounding to whole milliseconds.
create function pg_temp.wrong(width integer default 3600) returns bigint language sql as $$
  select count(*) from pg_temp.recount(pg_temp.since(), pg_temp.until()) r
  full join pg_temp.figures(width) f on coalesce(f.endpoint, '*') = coalesce(r.endpoint, '*') and coalesce(f.method, '*') = coalesce(r.method, '*')
  where (f.requests, f.slow) is distinct from (r.requests, r.slow)
    or abs(f.p50 - r.p50) > 0.02 * r.p50 + 1 or abs(f.p95 - r.p95) > 0.02 * r.p95 + 1 or abs(f.p99 - r.p99) > 0.02 * r.p99 + 1
$$;

select plan(59);
select is((select max(abs(private.step_duration(private.latency_step(n)) - n) - 0.02 * n) < 0.51 from generate_series(1, 60000) n), true,
  'a step stands for its durations within 2 %');
select is(private.latency_step(-5), 0::smallint, 'no duration is below the first step');

insert into public.latency_logs (id, endpoint, method, duration_ms, is_slow, created_at, user_id, status_code, request_id)
select tests.row_id('7', n), '/e' || n % 3, (array['GET', 'POST', null])[1 + n % 2], 10 + (n * 7919) % 4000, (n * 7919) % 4000 > 2000,
  pg_temp.until() - interval '1 second' - n * interval '90 seconds', case when n % 5 = 0 then tests.id_of('customer') end, 200, 'req ' || n
from generate_series(1, 900) n;
select tests.act_as('admin');
select cmp_ok((select count(*) from pg_temp.figures()), '=', 7::bigint, 'control: six endpoints and all together');
select is(pg_temp.wrong(), 0::bigint, 'requests that came are counted');
select is(pg_temp.wrong(300), 0::bigint, 'in slots of five minutes too');
select tests.act_as('postgres');
select is((select count(*) from private.latency_rollup), 0::bigint, 'what a transaction that is not over logged is counted without the totals');
-- As if earlier transactions had logged most of it.
update private.latency_frontier set counted_to = '3';
update public.latency_logs set written_by = (3 + duration_ms % 5)::text::xid8 where duration_ms < 3000;
select is((select count(*) from private.latency_deltas d where d.logged_at is null), 0::bigint, 'that changes no count');
select is(private.end_of_batch('3', 1), '4'::xid8, 'a transaction is applied as a whole');
select is(private.end_of_batch('900000000', 1), '900000000'::xid8, 'and nothing twice');
select is(private.apply_latency_deltas(1), (select count(*)::integer from public.latency_logs where written_by = '3'), 'one is applied');
select tests.act_as('admin');
select is(pg_temp.wrong(), 0::bigint, 'what is applied and what is not add up');
select is(pg_temp.wrong(300), 0::bigint, 'in each slot');
select tests.act_as('postgres');
select is(private.apply_latency_deltas(1000), 0, 'a read applies the changes: then none are left');
select is((select count(distinct width) from private.latency_rollup), 5::bigint, 'into every width');
select is((select sum(requests) from private.latency_rollup where width = 3600 and endpoint = '*'), (select count(*)::numeric from public.latency_logs where duration_ms < 3000), 'once');
select is((select count(*) from private.latency_slots s where s.percentiles is distinct from (
  select private.step_percentiles(array_agg(r.step::integer), array_agg(r.requests::numeric)) from private.latency_rollup r
  where (r.width, r.slot, r.endpoint, r.method) = (s.width, s.slot, s.endpoint, s.method))), 0::bigint, 'each slot knows its percentiles');

insert into public.latency_logs (endpoint, method, duration_ms, created_at) values ('/alone', null, 700, now()), ('/alone', null, 1, now() - interval '1 minute');
select results_eq($$select p.requests::integer, private.step_duration(p.step) from private.latency_pending(86400, now() - interval '2 days', now()) p where p.endpoint = '/alone' order by 2$$,
  $$values (1, 1), (1, 693)$$, 'before they are applied requests count as well');
update public.latency_logs set duration_ms = 3000, is_slow = true where endpoint = '/e1' and duration_ms < 500;
select tests.act_as('admin');
select is(pg_temp.wrong(), 0::bigint, 'changed durations are counted again');
select tests.act_as('postgres');
select private.apply_latency_deltas(10000);
update public.latency_logs set user_id = null, request_id = 'x' where endpoint = '/e1';
select is((select count(*) from private.latency_deltas), 0::bigint, 'other changes count nothing');
update public.latency_logs set created_at = created_at - interval '3 hours', method = null where endpoint = '/e2';
update public.latency_logs set endpoint = '/moved' where endpoint = '/e0' and method = 'POST';
select tests.act_as('admin');
select is(pg_temp.wrong(), 0::bigint, 'so are other times, methods and endpoints');
select tests.act_as('postgres');
delete from public.latency_logs where endpoint = '/moved' or duration_ms > 3500;
select tests.act_as('admin');
select is(pg_temp.wrong(), 0::bigint, 'deleted ones are gone');
select tests.act_as('postgres');
select is((select count(*) from private.latency_rollup where requests <= 0), 0::bigint, 'and leave nothing');
insert into public.latency_logs (endpoint, duration_ms, created_at) values ('/never', 5, 'infinity');
select is((select count(*) from private.latency_pending(3600, '-infinity', 'infinity') where endpoint = '/never'), 0::bigint, 'a moment that never comes is in no slot');

-- What was there before the counting.
delete from private.latency_deltas;
delete from private.latency_rollup;
delete from private.latency_slots;
update private.latency_frontier set counted_from = now() + interval '1 day';
select tests.act_as('admin');
select cmp_ok(public.latency_counted_from(), '>', now(), 'the page knows that older requests are not counted yet');
select tests.act_as('postgres');
insert into public.latency_logs (endpoint, duration_ms, created_at) values ('/late', 40, now() - interval '2 hours');
delete from public.latency_logs where endpoint = '/alone' and duration_ms = 1;
select is((select count(*) from private.latency_deltas), 0::bigint, 'what is written there waits to be counted with it');
select is(public.count_latency_history(300), true, 'a batch is counted');
insert into public.latency_logs (endpoint, duration_ms, created_at) values ('/late', 41, now()), ('/late', 42, pg_temp.since());
select is(public.count_latency_history(300), true, 'and another');
select is(public.count_latency_history(100000), false, 'until none is left');
select is(public.count_latency_history(100000), false, 'then nothing is done');
select tests.act_as('admin');
select is(public.latency_counted_from(), null, 'everything is counted');
select is(pg_temp.wrong(), 0::bigint, 'once');

select tests.act_as('admin');
select row_eq($$select e.previous_requests, e.previous_p50, e.previous_p95, e.previous_p99 from public.latency_endpoints(3600, pg_temp.since() + (pg_temp.until() - pg_temp.since()) / 2, pg_temp.until()) e where e.endpoint is null$$,
  (select row (b.requests, b.p50, b.p95, b.p99) from public.latency_endpoints(3600, pg_temp.since(), pg_temp.since() + (pg_temp.until() - pg_temp.since()) / 2) b where b.endpoint is null),
  'every percentile of the period before is that of the period before');
select is((select sum(o.requests) from public.latency_over_time(pg_temp.hours()) o), (select e.requests::numeric from pg_temp.figures() e where e.endpoint is null),
  'slots add up to the whole');
select is((select sum(o.requests) from public.latency_over_time(pg_temp.hours(), '/e1', 'POST') o),
  (select e.requests::numeric from pg_temp.figures() e where e.endpoint = '/e1' and e.method = 'POST'), 'of one endpoint too');
select is((select cardinality(e.trend)::bigint from public.latency_endpoints(3600, pg_temp.since(), pg_temp.until()) e where e.endpoint = '/e1' and e.method = 'POST'),
  (select count(*) from public.latency_over_time(pg_temp.hours(), '/e1', 'POST')), 'as has the trend');
-- Days and quarters of them as a clock elsewhere has them, one of them an hour shorter and one an hour longer.
create function pg_temp.elsewhere() returns timestamptz[] language sql as $$
  select array(select date_bin('1 day', now(), '2000-01-01 00:00+00') + make_interval(hours => h) from unnest('{-43,-20,5,11,17,29}'::integer[]) h order by 1)
$$;
select is((select count(*) from (
  select o.slot, o.requests, o.slow, o.p50, o.p95, o.p99, r.requests as had, r.slow as slow_had, r.p50 as was50, r.p95 as was95, r.p99 as was99
  from (
    select (pg_temp.elsewhere())[s.place] as slot, k.requests, k.slow, k.p50, k.p95, k.p99 from generate_series(1, 5) s (place)
    cross join lateral pg_temp.recount((pg_temp.elsewhere())[s.place], (pg_temp.elsewhere())[s.place + 1]) k where k.endpoint is null and k.requests > 0
  ) r
  full join public.latency_over_time(pg_temp.elsewhere()) o on o.slot = r.slot
  ) d where (d.requests, d.slow) is distinct from (d.had, d.slow_had) or abs(d.p50 - d.was50) > 0.02 * d.was50 + 1
    or abs(d.p95 - d.was95) > 0.02 * d.was95 + 1 or abs(d.p99 - d.was99) > 0.02 * d.was99 + 1), 0::bigint, 'days of another zone hold their own requests');
select cmp_ok((select count(*) from public.latency_over_time(pg_temp.elsewhere())), '>', 1::bigint, 'control: in several stretches');
select is((select e.requests from public.latency_endpoints(86400, (pg_temp.elsewhere())[1], (pg_temp.elsewhere())[6]) e where e.endpoint is null),
  (select sum(o.requests)::bigint from public.latency_over_time(pg_temp.elsewhere()) o), 'and so does the period that they make');
select is((select e.previous_requests from public.latency_endpoints(3600, pg_temp.until(), pg_temp.until() + interval '24 hours') e where e.endpoint is null), null, 'a period without requests has no figures');

select results_eq($$select w.duration_ms from public.latency_worst(pg_temp.since(), pg_temp.until(), '/e1', 'POST', page_size => 5) w$$,
  $$select l.duration_ms from public.latency_logs l where l.endpoint = '/e1' and l.method = 'POST' and l.created_at >= pg_temp.since() order by 1 desc limit 5$$, 'the worst requests come first');
select is(array(select w.id from public.latency_worst(pg_temp.since(), pg_temp.until(), page_size => 6) w),
  array(select a.id from (select * from public.latency_worst(pg_temp.since(), pg_temp.until(), page_size => 3)) a)
    || array(select b.id from (select * from public.latency_worst(pg_temp.since(), pg_temp.until()) w offset 2 limit 1) c,
      lateral public.latency_worst(pg_temp.since(), pg_temp.until(), cursor_duration => c.duration_ms, cursor_id => c.id, page_size => 3) b), 'pages go on');
select throws_ok($$select public.latency_endpoints(60, now() - interval '1 hour', now())$$, '22023', null, 'other widths are refused');
select throws_ok($$select public.latency_over_time(array[date_trunc('hour', now()) - interval '9 days', date_trunc('hour', now()) - interval '5 minutes'])$$, '22023', null, 'and bounds that are no full hours');
select throws_ok($$select public.count_latency_history()$$, '42501', null, 'an admin does not count history');

-- As in a database that was restored from a dump of another server.
select tests.act_as('postgres');
update private.latency_frontier set counted_to = '900000000000';
select is(private.apply_latency_deltas(1000), 0, 'transactions of another server are no measure');
select cmp_ok((select counted_to from private.latency_frontier), '<=', pg_current_xact_id(), 'so the counting restarts');
select is(public.count_latency_history(100000), false, 'with all that is there');
select tests.act_as('admin');
select is(pg_temp.wrong(), 0::bigint, 'and is right');
select tests.act_as('postgres');
select results_eq($$select p.width, count(*)::integer from private.latency_parts(3600, '2026-03-01 22:00+00', '2026-04-02 03:00+00') p group by 1 order by 1$$,
  $$values (3600, 2), (86400, 2), (864000, 1)$$, 'a long period is read in long slots');

select tests.act_as('customer');
select throws_ok($$select public.latency_endpoints(3600, now() - interval '1 hour', now())$$, '42501', null, 'a customer learns nothing');
select throws_ok($$select public.latency_over_time(array[date_trunc('hour', now()), date_trunc('hour', now()) + interval '1 hour'])$$, '42501', null, 'nor over time');
select is((select count(*) from public.latency_worst(now() - interval '1 day', now())), 0::bigint, 'nor of single requests');
select is(public.latency_counted_from(), null, 'nor how far the counting is');
select throws_ok('select from private.latency_rollup', '42501', null, 'the counts are nobody''s');
select tests.act_as('signed-out admin');
select throws_ok($$select public.latency_endpoints(3600, now() - interval '1 hour', now())$$, '42501', null, 'nor does an admin who signed out');
select tests.act_as('anon');
select throws_ok($$select public.latency_worst(now() - interval '1 day', now())$$, '42501', null, 'anon may not ask');
select throws_ok($$select public.latency_endpoints(3600, now() - interval '1 hour', now())$$, '42501', null, 'for anything');

select tests.act_as('postgres');
truncate public.latency_logs;
select is((select count(*) from private.latency_rollup), 0::bigint, 'after a truncate nothing is counted');
select tests.act_as('service_role');
select is(tests.rows_or_refusal($$insert into public.latency_logs (endpoint, duration_ms) values ('/x', 1)$$), '1', 'the platform logs as before');
select * from finish();
