-- Of a settled hour that a bound divides only the shorter piece is read; the rest of its count belongs to the other.
insert into public.ops_alerts (alert_type, severity, message, created_at)
select 'usage_threshold', ('{critical,warning,info}'::text[])[1 + n % 3], 'Near', date_trunc('hour', now(), 'UTC') - n * interval '7 minutes' from generate_series(1, 1500) n;

create temp table bounds (name text, bounds timestamptz[]);
grant select on bounds to authenticated;
insert into bounds
select name, array(select date_trunc('hour', now(), 'UTC') - interval '6 days' + n * step + shift from generate_series(0, most) n)
from (values ('early in the hour', interval '8 hours', interval '10 minutes', 15), ('late in it', '8 hours', '50 minutes', 15), ('in the middle', '5 hours', '30 minutes', 20),
  ('on the hour', '6 hours', '0', 20), ('at each minute of it', '61 minutes', '0', 118), ('twice an hour', '30 minutes', '10 minutes', 200), ('three times', '20 minutes', '0.5 seconds', 300),
  ('up to now', '144 hours', '0', 1), ('beyond what is settled', '90 minutes', '17 minutes', 95)) v (name, step, shift, most);

create function pg_temp.shown(bounds timestamptz[]) returns setof text language sql
as $$ select concat_ws(' ', c.place, c.series, c.matches) from private.counts_between('alerts', bounds) c $$;
create function pg_temp.recounted(bounds timestamptz[]) returns setof text language sql security definer as $$
  select concat_ws(' ', width_bucket(a.created_at, bounds), a.severity, count(*)) from public.ops_alerts a
  where a.created_at >= bounds[1] and a.created_at < bounds[cardinality(bounds)] group by width_bucket(a.created_at, bounds), a.severity
$$;
create function pg_temp.differing() returns setof text language sql as $$
  select b.name from bounds b where exists (
    (select pg_temp.shown(b.bounds) except all select pg_temp.recounted(b.bounds)) union all (select pg_temp.recounted(b.bounds) except all select pg_temp.shown(b.bounds)))
$$;
create function pg_temp.pieces(minutes integer, changed boolean) returns text language sql as $$
  select string_agg(concat_ws(' ', p.place, extract(minute from p.ends - p.begins), p.rest), ', ' order by p.place)
  from private.pieces_of_hours('{2026-01-01 10:00+00}', case when changed then '{2026-01-01 10:00+00}' else '{}' end::timestamptz[],
    array['2026-01-01 00:00+00', timestamptz '2026-01-01 10:00+00' + minutes * interval '1 minute', '2026-01-02 00:00+00'], '2026-01-01', '2026-01-02') p
$$;

select plan(11);
select is(pg_temp.pieces(10, false), '1 10 2', 'ten minutes are read, the rest comes later');
select is(pg_temp.pieces(50, false), '2 10 1', 'ten minutes are read, the rest came before');
select is(pg_temp.pieces(10, true), '1 10, 2 50', 'of an hour that changed all is read');
select is((select count(*) from private.pieces_of_hours('{2026-01-01 10:00+00}', '{}',
  '{2026-01-01 00:00+00,2026-01-01 10:20+00,2026-01-01 10:40+00,2026-01-02 00:00+00}', '2026-01-01', '2026-01-02') p where p.rest is null), 3::bigint, 'and of one that two bounds divide');
select is((select string_agg(concat_ws(' ', p.place, p.rest), ', ') from private.pieces_of_hours('{2026-01-01 10:00+00}', '{}', '{2026-01-01 10:20+00,2026-01-02 00:00+00}', '2026-01-01 10:20+00', '2026-01-02') p),
  '1', 'of the first hour only what is asked for');
select tests.act_as('admin');
select is_empty('select pg_temp.differing()', 'counts are what the rows say before anything is settled');
do $$ begin for n in 1 .. 4 loop perform private.refresh_history_counts(); end loop; end $$;
select tests.act_as('postgres');
select cmp_ok((select sum(h.matches) from private.hourly_counts h where h.list = 'alerts'), '>', 1000::numeric, 'control: most is settled');
select tests.act_as('admin');
select is_empty('select pg_temp.differing()', 'and after');
select tests.act_as('postgres');
delete from public.ops_alerts where created_at between now() - interval '4 days' and now() - interval '3 days 21 hours';
update public.ops_alerts set severity = 'critical' where created_at between now() - interval '5 days' and now() - interval '4 days 22 hours';
insert into public.ops_alerts (alert_type, severity, message, created_at) select 'usage_threshold', 'info', 'Late', now() - n * interval '10 hours' from generate_series(3, 14) n;
select tests.act_as('admin');
select is_empty('select pg_temp.differing()', 'and where hours changed');
do $$ begin perform private.refresh_history_counts(); end $$;
select is_empty('select pg_temp.differing()', 'and after another count');
select tests.act_as('customer');
select is_empty('select pg_temp.shown(b.bounds) from bounds b', 'a customer gets nothing');
select * from finish();
