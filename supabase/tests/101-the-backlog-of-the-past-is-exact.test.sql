-- The throughput of webhooks comes from hourly counts, the depth of the queue from webhooks that waited long and those
-- processed just after a moment. Both equal the rows.
create function pg_temp.throughput(since timestamptz, until timestamptz) returns table (event_type text, finished bigint, failed bigint, skipped bigint, mean numeric)
language sql as $$ select t.event_type, t.finished, t.failed, t.skipped, round(t.mean_seconds::numeric, 4) from public.webhook_throughput(since, until) t $$;
create function pg_temp.recounted(since timestamptz, until timestamptz) returns table (event_type text, finished bigint, failed bigint, skipped bigint, mean numeric)
language sql security definer as $$
  select w.event_type, count(*), count(*) filter (where w.result = 'failed'), count(*) filter (where w.result = 'skipped'),
    round(avg(extract(epoch from w.processed_at - w.began)) filter (where w.result is distinct from 'skipped'), 4)
  from (select q.event_type, q.processed_at, q.result, greatest(q.received_at, q.queued_at) as began from public.webhook_queue q
    union all select e.event_type, e.ended, e.result, e.began from private.webhook_ends e) w
  where w.processed_at >= since and w.processed_at < until group by 1
$$;
create function pg_temp.differing(since timestamptz, until timestamptz) returns bigint language sql as $$
  select (select count(*) from (select * from pg_temp.throughput(since, until) except all select * from pg_temp.recounted(since, until)) d)
    + (select count(*) from (select * from pg_temp.recounted(since, until) except all select * from pg_temp.throughput(since, until)) d)
$$;
create function pg_temp.kept() returns bigint language sql security definer
as $$ select coalesce(sum(t.finished), 0)::bigint from private.hourly_throughput t $$;
-- In microseconds, because that is as exact as times are.
create function pg_temp.depth(bounds timestamptz[]) returns setof text language sql
as $$ select concat_ws(' ', d.since, d.deepest, round(d.longest_seconds::numeric, 3)) from public.webhook_depth(bounds) d $$;
-- How many waited is highest where one begins to wait, or where the time begins. How long is longest where one ends, or where the time ends.
create function pg_temp.recounted_depth(bounds timestamptz[]) returns setof text language sql security definer as $$
  with waits as (
    select greatest(q.received_at, q.queued_at) as began, coalesce(q.processed_at, 'infinity') as ended from public.webhook_queue q
    where coalesce(q.processed_by, '') not like 'skip:%:failed' and isfinite(q.received_at)
    union all select e.began, e.ended from private.webhook_ends e
  ),
  stretches as (select b.bound as since, lead(b.bound) over (order by b.bound) as until from unnest(bounds) b (bound))
  select concat_ws(' ', s.since,
    (select max((select count(*) from waits w where w.began <= m.moment and w.ended > m.moment))
      from (select s.since as moment union select w.began from waits w where w.began >= s.since and w.began < s.until) m),
    (select round(coalesce(max(extract(epoch from least(w.ended, s.until) - w.began)), 0), 3) from waits w
      where w.began < s.until and w.ended > s.since and w.ended > w.began))
  from stretches s where s.until is not null
$$;
create function pg_temp.steps(since interval, until interval, buckets integer) returns timestamptz[] language sql stable as $$
  select array_agg(now() - since + n * (since - until) / buckets order by n) from generate_series(0, buckets) n
$$;
-- As a chart asks: from now back, in between on the clock.
create function pg_temp.hours(days integer) returns timestamptz[] language sql stable as $$
  select (now() - days * interval '1 day') || array(select generate_series(date_trunc('hour', now()) - days * interval '1 day' + interval '2 hours', date_trunc('hour', now()), '2 hours'))
$$;

-- Forty days, every hour and a half something: processed at once, after a minute, after more or not at all.
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, queued_at, processed_at, result)
select ('{call_ended,sms_received,invoice_paid}'::text[])[1 + n % 3], 'past ' || n, '{}', w.came, case when n % 9 = 0 then w.came + interval '10 minutes' end,
  w.came + case when n % 9 = 0 then interval '10 minutes' else interval '0' end
    + ('{1 second,59.999999 seconds,1 minute,60.000001 seconds,3 hours,2 days}'::interval[])[1 + n % 6],
  ('{failed,skipped,success,success,success}'::text[])[1 + n % 5]
from generate_series(1, 640) n cross join lateral (select date_trunc('hour', now()) - n * interval '90 minutes' as came) w;
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at)
select 'call_ended', 'waits ' || n, '{}', now() - n * interval '7 hours' from generate_series(1, 20) n;
update public.webhook_queue set processed_at = now() + interval '1 hour', result = 'success' where idempotency_key = 'past 1';

select plan(53);
select tests.act_as('admin');
select is(pg_temp.kept(), 0::bigint, 'nothing is settled before somebody asks');
select is(pg_temp.differing(now() - interval '30 days', now()), 0::bigint, 'a month equals its rows');
select cmp_ok(pg_temp.kept(), '>', 50::bigint, 'and some days are settled');
select is(sum(pg_temp.differing(now() - n * interval '2 days 7 minutes', now() - interval '3 minutes')), 0::numeric, 'any time equals its rows, counted in part') from generate_series(1, 14) n;
select is(pg_temp.kept(), (select count(*) from public.webhook_queue w where w.processed_at >= date_trunc('hour', now() - interval '61 days', 'UTC')
  and w.processed_at < date_trunc('hour', now() - interval '24 hours', 'UTC')), 'settled is what was processed more than a day ago');
select is(pg_temp.differing(now() - interval '30 days', now()), 0::bigint, 'a month equals its rows, all of it counted');
select is(pg_temp.differing(now() - interval '20 days', now() - interval '19 days'), 0::bigint, 'and so is a day in it');
select is(pg_temp.differing(now() - interval '20 days', now() - interval '20 days' + interval '7 minutes'), 0::bigint, 'a part of an hour');
select is(pg_temp.differing(date_trunc('hour', now(), 'UTC') - interval '20 days', date_trunc('hour', now(), 'UTC') - interval '20 days' + interval '1 hour'), 0::bigint, 'and a whole one');

-- What changes
select tests.act_as('postgres');
insert into public.webhook_queue (event_type, idempotency_key, raw_payload) values ('call_ended', 'new', '{}');
update public.webhook_queue set processed_at = now(), result = 'success' where idempotency_key = 'new';
select is((select count(*) from private.dirty_hours u where u.list = 'throughput'), 0::bigint, 'what is processed now unsettles nothing');
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, processed_at, result)
values ('late', 'late', '{}', now() - interval '3 days', now() - interval '3 days', 'success');
select is((select count(*) from private.dirty_hours u where u.list = 'throughput'), 1::bigint, 'what comes late unsettles its hour');
select tests.act_as('admin');
select is(pg_temp.differing(now() - interval '30 days', now()), 0::bigint, 'it is included');
select tests.act_as('postgres');
select is((select count(*) from private.dirty_hours u where u.list = 'throughput'), 0::bigint, 'and counted again');
update public.webhook_queue set processed_at = null, result = null where idempotency_key in ('past 100', 'past 101', 'past 150');
update public.webhook_queue set result = 'failed' where idempotency_key in ('past 102', 'past 103', 'past 104');
update public.webhook_queue set event_type = 'other' where idempotency_key in ('past 120', 'past 121');
update public.webhook_queue set queued_at = received_at + interval '1 second' where idempotency_key in ('past 130', 'past 131');
update public.webhook_queue set received_at = received_at - interval '1 hour' where idempotency_key in ('past 140');
update public.webhook_queue set processed_at = processed_at + interval '5 days' where idempotency_key in ('past 210', 'past 211');
delete from public.webhook_queue where idempotency_key in ('past 160', 'past 161', 'past 162');
select tests.act_as('admin');
savepoint reading;
set transaction read only;
select is(pg_temp.differing(now() - interval '30 days', now()), 0::bigint, 'all of that is included where nothing may be written');
rollback to savepoint reading;
select is(pg_temp.differing(now() - interval '30 days', now()), 0::bigint, 'and where it may');
select is(pg_temp.differing(now() - interval '30 days', now()), 0::bigint, 'and after another count');

-- The depth of the queue
select set_eq(format('select pg_temp.depth(pg_temp.steps(%1$L, %2$L, %3$s))', s.since, s.until, s.buckets),
  format('select pg_temp.recounted_depth(pg_temp.steps(%1$L, %2$L, %3$s))', s.since, s.until, s.buckets),
  format('the depth from %s to %s ago in %s steps', s.since, s.until, s.buckets))
from (values ('7 days', '0', 84), ('30 days', '0', 60), ('1 day', '0', 96), ('12 days', '11 days', 24)) s (since, until, buckets);
select tests.act_as('postgres');
select cmp_ok((select count(*) from private.queue_depths), '>', 100::bigint, 'quarters of an hour are kept');
select tests.act_as('admin');
select set_eq('select pg_temp.depth(pg_temp.hours(7))', 'select pg_temp.recounted_depth(pg_temp.hours(7))', 'on the clock, from kept quarters');
select cmp_ok((select max(d.deepest) from public.webhook_depth(array[now() - interval '7 days', now()]) d), '=',
  (select max(d.deepest) from public.webhook_depth(pg_temp.hours(7) || now()) d), 'the highest is the same however fine the steps are');

-- A wait that is rewritten changes all hours from its beginning on.
select tests.act_as('postgres');
update public.webhook_queue set received_at = received_at - interval '3 hours' where idempotency_key in ('past 50', 'past 52');
select is((select count(*) from private.dirty_hours d where d.list = 'depth'), 2::bigint, 'an old wait that is rewritten is noted');
update public.webhook_queue set processed_at = null, result = null where idempotency_key = 'past 51';
update public.webhook_queue set processed_at = now(), result = 'success' where idempotency_key in ('past 51', 'waits 20');
select is((select count(*) from private.dirty_hours d where d.list = 'depth'), 2::bigint, 'a requeue and an end are not');
select tests.act_as('admin');
savepoint reading_depth;
set transaction read only;
select is((select count(*) from (select pg_temp.depth(pg_temp.hours(7)) except select pg_temp.recounted_depth(pg_temp.hours(7))) d), 0::bigint, 'it is included where nothing may be written');
rollback to savepoint reading_depth;
select set_eq('select pg_temp.depth(pg_temp.hours(7))', 'select pg_temp.recounted_depth(pg_temp.hours(7))', 'and where it may');
select tests.act_as('postgres');
select is((select count(*) from private.dirty_hours d where d.list = 'depth'), 0::bigint, 'it is counted again');
delete from public.webhook_queue where idempotency_key in ('past 170', 'past 60');
select tests.act_as('admin');
select set_eq('select pg_temp.depth(pg_temp.hours(7))', 'select pg_temp.recounted_depth(pg_temp.hours(7))', 'what is deleted did not wait, days ago');
select set_eq('select pg_temp.depth(pg_temp.hours(7))', 'select pg_temp.recounted_depth(pg_temp.hours(7))', 'nor for the next reader');

-- A requeue changes nothing of what was.
create temp table before as
select pg_temp.depth(pg_temp.hours(9)) as depth union all
select concat_ws(' ', t.event_type, t.finished, t.failed, t.skipped, t.mean) from pg_temp.throughput(now() - interval '30 days', now() - interval '1 second') t;
create temp table counted as select count(*) as failed from public.list_webhooks('{"state": "failed"}', page_size => 200);
select cmp_ok((select failed from counted), '>', 20::bigint, 'control: many failed');
select is((select count(*) from public.requeue_webhooks(array(select l.id from public.list_webhooks('{"state": "failed"}', page_size => 200) l), 'again') r
  where r.outcome = 'done'), (select failed from counted), 'they are requeued');
create temp view after as
select pg_temp.depth(pg_temp.hours(9)) as depth union all
select concat_ws(' ', t.event_type, t.finished, t.failed, t.skipped, t.mean) from pg_temp.throughput(now() - interval '30 days', now() - interval '1 second') t;
select set_eq('select * from after', 'select * from before', 'depth, throughput and failures of earlier hours stay');
select is((select oldest_pending_webhook < now() - interval '5 days' from public.pulse()), true, 'control: what came days ago has waited since');
select tests.act_as('postgres');
update public.webhook_queue set processed_at = now(), result = 'success' where processed_at is null and queued_at is null;
select tests.act_as('admin');
select is((select oldest_pending_webhook from public.pulse()), now(), 'what was requeued waits since its requeue');
select is((select since from public.oldest_unhandled() where queue = 'webhooks'), now(), 'everywhere');
select set_eq('select * from after', 'select * from before', 'control: what was processed now changes nothing either');
select tests.act_as('postgres');
update public.webhook_queue set processed_at = now(), processed_by = 'system', result = 'failed' where processed_at is null;
select tests.act_as('admin');
create temp table failing as select l.id from public.list_webhooks('{"state": "failed"}', page_size => 200) l;
select is((select count(*) from public.skip_webhooks(array(select f.id from failing f), 'no') s where s.outcome = 'done'), (select count(*) from failing), 'failures are skipped');
select set_eq('select * from after', 'select * from before', 'which changes nothing of the past');
select set_eq($$select pg_temp.depth(pg_temp.steps('7 days', '-1 minute', 40))$$, $$select pg_temp.recounted_depth(pg_temp.steps('7 days', '-1 minute', 40))$$, 'nor did they wait until then');
select is((select count(*) from public.unskip_webhooks(array(select f.id from failing f)) r where r.outcome = 'done'), (select count(*) from failing), 'and fail again');
select set_eq('select * from after', 'select * from before', 'at the time at which they failed');
select is((select public.webhooks_recorded_since()) <= now(), true, 'since when that is kept is known');
select tests.act_as('postgres');
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, processed_at, result) values
  ('call_ended', 'never', '{}', 'infinity', now(), 'success'), ('call_ended', 'for ever', '{}', now() - interval '2 days', 'infinity', 'success');
select tests.act_as('admin');
select set_eq($$select pg_temp.depth(pg_temp.steps('7 days', '0', 84))$$, $$select pg_temp.recounted_depth(pg_temp.steps('7 days', '0', 84))$$, 'times that never come are no trouble');
select tests.act_as('postgres');
delete from public.webhook_queue where idempotency_key in ('never', 'for ever');

-- Others
select tests.act_as('admin');
select is(tests.rows_or_refusal('select from private.hourly_throughput'), '42501', 'admins do not read what is kept themselves');
select tests.act_as(actor), is_empty('select from pg_temp.throughput(now() - interval ''30 days'', now())', actor || ' gets nothing')
from unnest('{customer,demoted admin,signed-out admin}'::text[]) actor;
select tests.act_as('service_role');
select is(pg_temp.differing(now() - interval '30 days', now()), 0::bigint, 'the platform gets the figures of its rows');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select public.webhook_throughput(now() - interval ''1 day'', now())'), '42501', 'anon does not ask');
select is(tests.rows_or_refusal('select private.refresh_hourly_throughput()'), '42501', 'nor settle');

-- An empty table
select tests.act_as('postgres');
truncate public.webhook_queue cascade;
select is(pg_temp.kept(), 0::bigint, 'an emptied table has nothing settled');
select tests.act_as('admin');
select is_empty('select from pg_temp.throughput(now() - interval ''30 days'', now())', 'and nothing is returned');
select * from finish();
