select plan(36);

-- What the overview returns, and what the rows hold.
create function pg_temp.shown(days integer, buckets integer) returns table (list text, bucket timestamptz, series text, matches bigint) language sql
as $$ select h.* from public.overview_history(tests.bounds(now() - days * interval '1 day', now(), buckets)) h where h.list <> 'customers' $$;
create function pg_temp.counted(days integer, buckets integer) returns table (list text, bucket timestamptz, series text, matches bigint) language plpgsql security definer
as $$
declare
  since timestamptz := now() - days * interval '1 day';
  width interval := make_interval(secs => extract(epoch from now() - since)::double precision / buckets);
begin
  return query
    with r as (
      select 'errors' as list, e.created_at as moment, e.error_type as series from public.error_logs e
      union all select 'alerts', a.created_at, a.severity from public.ops_alerts a
      union all select 'webhooks', w.received_at, case when w.processed_at is null then 'pending' when w.result in ('failed', 'skipped') then w.result else 'processed' end
        from public.webhook_queue w
      union all select 'results', k.ended, case when k.result in ('failed', 'skipped') then k.result else 'processed' end
        from (select w.processed_at as ended, w.result from public.webhook_queue w where w.processed_at is not null
          union all select e.ended, e.result from private.webhook_ends e) k
    )
    select r.list, case when r.moment >= since then date_bin(width, r.moment, since) end, r.series, count(*) from r
    where r.moment >= since - (now() - since) and r.moment < now() group by 1, 2, 3;
end
$$;
create function pg_temp.settled(of text) returns bigint language sql security definer
as $$ select coalesce(sum(h.matches), 0)::bigint from private.hourly_counts h where h.list = of $$;

-- Seventy days, every few hours something.
insert into public.error_logs (error_type, message, created_at)
select ('{retell_timeout,database}'::text[])[1 + n % 2], 'No answer', now() - n * interval '3 hours 7 minutes' from generate_series(1, 540) n;
insert into public.ops_alerts (alert_type, severity, message, created_at)
select 'usage_threshold', ('{critical,warning,info}'::text[])[1 + n % 3], 'Near', now() - n * interval '5 hours 11 minutes' from generate_series(1, 320) n;
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, processed_at, result)
select 'call_ended', 'settle ' || n, '{}', now() - n * interval '2 hours 3 minutes', case when n % 7 > 0 then now() end, case when n % 7 = 1 then 'failed' when n % 7 > 1 then 'success' end
from generate_series(1, 800) n;
-- One writer in some thousands applies changes, so how many are left is not known.
do $$ begin perform private.apply_error_group_deltas(1000000); end $$;
select is_empty('select from public.error_group_deltas', 'the errors are applied');

select tests.act_as('admin');
select is(pg_temp.settled('errors'), 0::bigint, 'nothing is settled before somebody asks');
select set_eq('select * from pg_temp.shown(7, 28)', 'select * from pg_temp.counted(7, 28)', 'a week equals its rows');
select cmp_ok(pg_temp.settled('errors'), '>', 20::bigint, 'and some days are settled');
select set_eq('select * from pg_temp.shown(30, 30)', 'select * from pg_temp.counted(30, 30)', 'a month equals its rows, counted in part');
select count(*) from generate_series(1, 12) n, lateral pg_temp.shown(1, 24 + n) t;
select cmp_ok(pg_temp.settled('webhooks'), '>', 500::bigint, 'each time further back');
select set_eq('select * from pg_temp.shown(30, 30)', 'select * from pg_temp.counted(30, 30)', 'a month equals its rows, counted as far as possible');
select set_eq('select * from pg_temp.shown(7, 1)', 'select * from pg_temp.counted(7, 1)', 'in one bucket');
select set_eq('select * from pg_temp.shown(1, 500)', 'select * from pg_temp.counted(1, 500)', 'in buckets of less than an hour');
select is(pg_temp.settled('errors'), (select count(*) from public.error_logs e
  where e.created_at >= date_trunc('hour', now() - interval '61 days', 'UTC') and e.created_at < date_trunc('hour', now() - interval '24 hours', 'UTC')),
  'settled is what is older than a day, up to 61');

-- What changes
select tests.act_as('postgres');
insert into public.error_logs (error_type, message, created_at) values ('database', 'Late', now() - interval '3 days'), ('database', 'Very late', now() - interval '20 days');
insert into public.error_logs (error_type, message) values ('database', 'In time');
select tests.act_as('admin');
select set_eq('select * from pg_temp.counted(30, 30)', 'select * from pg_temp.shown(30, 30)', 'a late error is included before its hour is counted');
select tests.act_as('postgres');
select is((select count(*) from private.dirty_hours u where u.list = 'errors'), 0::bigint, 'by its own note');
select is(private.apply_error_group_deltas(1000000), 3, 'applying takes the notes');
select is((select count(*) from private.dirty_hours u where u.list = 'errors'), 2::bigint, 'and unsettles the hours of those that came late');
select tests.act_as('admin');
select set_eq('select * from pg_temp.counted(30, 30)', 'select * from pg_temp.shown(30, 30)', 'they are included');
select tests.act_as('postgres');
select is((select count(*) from private.dirty_hours d where d.list <> 'depth'), 0::bigint, 'and counted again');
update public.webhook_queue set result = null, processed_at = null where idempotency_key in ('settle 50', 'settle 51', 'settle 90');
select cmp_ok((select count(*) from private.dirty_hours u where u.list = 'webhooks'), '>=', 3::bigint, 'a requeued webhook unsettles its hour');
update public.webhook_queue set attempts = attempts + 1 where idempotency_key = 'settle 60';
update public.ops_alerts set acknowledged_at = now() where created_at < now() - interval '20 days';
select is((select count(*) from private.dirty_hours u where u.list = 'alerts'), 0::bigint, 'what changes no series unsettles nothing');
update public.ops_alerts set severity = 'info' where severity = 'critical' and created_at between now() - interval '10 days' and now() - interval '9 days';
update public.error_logs set created_at = created_at - interval '10 days' where created_at between now() - interval '5 days' and now() - interval '4 days';
delete from public.error_logs where created_at between now() - interval '9 days' and now() - interval '8 days';
delete from public.webhook_queue where idempotency_key in ('settle 52', 'settle 200');
delete from public.ops_alerts where created_at between now() - interval '4 days' and now() - interval '3 days';
select tests.act_as('admin');
select set_eq('select * from pg_temp.counted(30, 30)', 'select * from pg_temp.shown(30, 30)', 'all of that is included');
select set_eq('select * from pg_temp.counted(7, 28)', 'select * from pg_temp.shown(7, 28)', 'in any buckets');

select is((select jsonb_agg(h order by h.bucket, h.series) from public.list_histogram(l.list, '{"state": "all"}', tests.bounds(now() - interval '7 days', now(), 28)) h),
  (select jsonb_agg(to_jsonb(t) - 'list' order by t.bucket, t.series) from pg_temp.counted(7, 28) t where t.list = l.list and t.bucket is not null),
  'as is the chart of all ' || l.list)
from unnest('{alerts,errors,webhooks}'::text[]) l (list);

-- Where nothing may be written
select tests.act_as('postgres');
insert into public.error_logs (error_type, message, created_at) values ('database', 'Late again', now() - interval '3 days');
create temp table expected as select * from pg_temp.counted(30, 30);
grant select on expected to authenticated;
select tests.act_as('admin');
savepoint reading;
set transaction read only;
select is((select count(*) from (select * from pg_temp.shown(30, 30) except all table expected) x) + (select count(*) from (table expected except all select * from pg_temp.shown(30, 30)) x),
  0::bigint, 'what is not settled is counted from its rows');
release savepoint reading;

-- An empty table
select tests.act_as('postgres');
truncate public.ops_alerts cascade;
select is(pg_temp.settled('alerts'), 0::bigint, 'an emptied table has nothing settled');
select tests.act_as('admin');
select is_empty($$select from pg_temp.shown(30, 30) t where t.list = 'alerts'$$, 'and nothing is returned');

-- Others
select is(tests.rows_or_refusal('select from private.' || kept), '42501', 'admins do not read ' || kept || ' themselves') from unnest('{hourly_counts,counted_spans,dirty_hours}'::text[]) kept;
select tests.act_as(actor), is_empty('select from pg_temp.shown(30, 30) t', actor || ' gets nothing')
from unnest('{customer,other customer,demoted admin,signed-out admin}'::text[]) actor;
select tests.act_as('anon');
select is(tests.rows_or_refusal('select public.overview_history(tests.bounds(now() - interval ''1 day'', now(), 1))'), '42501', 'anon does not ask');
select is(tests.rows_or_refusal('select private.refresh_history_counts()'), '42501', 'nor settle');
select tests.act_as('service_role');
select is_empty('select from pg_temp.shown(30, 30) t', 'the platform gets nothing either: it reads its own tables');

select * from finish();
