-- What came in the last hour is compared with what usually comes, daily work with its usual time.
create function pg_temp.state(wanted text) returns text language sql as $$ select s.state from public.silences() s where s.what = wanted $$;
-- The rows of the last four weeks, so many an hour in the two hours of the clock that the last 60 minutes overlap.
create function pg_temp.weeks(earlier integer, later integer) returns void language sql security definer as $$
  insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, processed_at, result)
  select 'call_ended', concat_ws(' ', 'usual', w, n, h, clock_timestamp()), '{}', at, at, 'success'
  from generate_series(1, 4) w cross join (values (0, later), (1, earlier)) h (h, many) cross join lateral generate_series(1, h.many) n
  cross join lateral (select date_trunc('hour', now(), 'UTC') - w * interval '7 days' - h * interval '1 hour' + n * interval '1 second' as at) a
$$;
create function pg_temp.come(many integer) returns void language sql security definer as $$
  insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at)
  select 'call_ended', concat_ws(' ', 'now', n, clock_timestamp()), '{}', now() - interval '30 minutes' from generate_series(1, many) n
$$;
create function pg_temp.forget() returns void language sql security definer as $$ truncate public.webhook_queue cascade $$;
create function pg_temp.daily(at interval, days integer, last integer) returns void language sql security definer as $$
  delete from public.reconciliation_runs where true;
  insert into public.reconciliation_runs (run_type, status, triggered_by, records_checked, discrepancies_found, started_at)
  select 'nightly', 'completed', 'scheduler', 1, 0, now() - at - n * interval '1 day' + (n % 3) * interval '4 minutes' from generate_series(last, days) n
$$;
create function pg_temp.running(since interval, until interval) returns void language sql security definer
as $$ insert into private.uptime values (now() - since, now() - until) $$;

select plan(32);
select tests.act_as('postgres');
select pg_temp.forget();
select tests.act_as('admin');
select is(pg_temp.state('webhooks'), 'nothing yet', 'an empty queue is not silent');
select pg_temp.come(1);
select is(pg_temp.state('webhooks'), 'not known yet', 'one hour is no history');
select pg_temp.forget(), pg_temp.weeks(100, 100);
select is(pg_temp.state('webhooks'), 'silent', 'a hundred an hour usually and none now');
select is((select round(s.expected) from public.silences() s where s.what = 'webhooks'), 100::numeric, 'as many are expected as came on these days');
select pg_temp.come(10);
select is(pg_temp.state('webhooks'), 'silent', 'a tenth is silence');
select pg_temp.come(1);
select is(pg_temp.state('webhooks'), 'heard', 'more than a tenth is not');
select pg_temp.forget(), pg_temp.weeks(9, 9);
select is(pg_temp.state('webhooks'), 'heard', 'where fewer than ten are expected nobody knows');
select pg_temp.weeks(1, 1);
select is(pg_temp.state('webhooks'), 'silent', 'from ten on they do');
select pg_temp.forget(), pg_temp.weeks(400, 0);
select is((select round(s.expected, 3) from public.silences() s where s.what = 'webhooks'),
  round(400 * (1 - extract(epoch from now() - date_trunc('hour', now(), 'UTC')) / 3600), 3), 'each hour counts as much as the last 60 minutes overlap it');
select tests.act_as('postgres');
delete from public.webhook_queue where received_at < now() - interval '14 days';
select tests.act_as('admin');
select is(pg_temp.state('webhooks'), 'not known yet', 'less than two weeks are no history');

-- Daily work
select pg_temp.daily('3 hours', 20, 0);
select is(pg_temp.state('reconciliation'), 'heard', 'it ran tonight');
select pg_temp.daily('3 hours', 20, 1);
select is(pg_temp.state('reconciliation'), 'silent', 'it did not, and is two hours late');
select is((select s.due_at between now() - interval '3 hours 10 minutes' and now() - interval '2 hours 50 minutes' from public.silences() s where s.what = 'reconciliation'),
  true, 'its usual time is known');
select pg_temp.daily('1 hour 40 minutes', 20, 1);
select is(pg_temp.state('reconciliation'), 'heard', 'it is not late yet');
select pg_temp.daily('3 hours', 20, 6);
select is(pg_temp.state('reconciliation'), 'silent', 'days later it is still silent');
select pg_temp.daily('3 hours', 12, 1);
select is(pg_temp.state('reconciliation'), 'not known yet', 'twelve days are no history');
select tests.act_as('postgres');
delete from public.reconciliation_runs where true;
insert into public.reconciliation_runs (run_type, status, triggered_by, records_checked, discrepancies_found, started_at)
select 'nightly', 'completed', 'scheduler', 1, 0, now() - n * interval '3 days' from generate_series(1, 20) n;
select tests.act_as('admin');
select is(pg_temp.state('reconciliation'), 'not known yet', 'what is not done every day has no usual time');
select pg_temp.daily('3 hours', 20, 1);
select tests.act_as('postgres');
update public.reconciliation_runs set run_type = 'manual' where true;
select tests.act_as('admin');
select is(pg_temp.state('reconciliation'), 'nothing yet', 'what people start is no nightly work');
select tests.act_as('postgres');
delete from public.customer_health_history where true;
insert into public.customer_health_history (user_id, score, grade, created_at)
select tests.id_of('customer'), 50, 'C', now() - interval '4 hours' - n * interval '1 day' from generate_series(1, 20) n;
select tests.act_as('admin');
select is(pg_temp.state('health'), 'silent', 'health runs alike');
select is(pg_temp.state('calls'), 'nothing yet', 'no call was ever billed');

-- The embedded backend, which does not run all the time
select pg_temp.forget(), pg_temp.weeks(100, 100), pg_temp.daily('3 hours', 20, 1);
select pg_temp.running('40 days', '0');
select is(pg_temp.state('webhooks'), 'silent', 'control: it ran all the time');
select tests.act_as('postgres');
update private.uptime set began = now() - interval '13 days' where true;
select tests.act_as('admin');
select is(pg_temp.state('webhooks'), 'not known yet', 'what was there before it ran is no history');
select tests.act_as('postgres');
delete from private.uptime where true;
select pg_temp.running('40 days', '30 minutes'), pg_temp.running('20 minutes', '0');
select tests.act_as('admin');
select is(pg_temp.state('webhooks'), 'not known yet', 'it did not run for a part of the last hour');
select is(pg_temp.state('reconciliation'), 'not known yet', 'nor when the nightly work was due');
select tests.act_as('postgres');
delete from private.uptime where true;
select pg_temp.running('40 days', '8 days'), pg_temp.running('6 days 12 hours', '0');
update public.webhook_queue set received_at = received_at + interval '3 days' where received_at between now() - interval '8 days' and now() - interval '6 days';
select tests.act_as('admin');
select is((select round(s.expected) from public.silences() s where s.what = 'webhooks'), 100::numeric, 'a week in which it did not run does not count');
select tests.act_as('service_role');
select lives_ok('select public.record_uptime()', 'it says that it runs');
select tests.act_as('postgres');
select is((select count(*) from private.uptime), 2::bigint, 'which goes on');
update private.uptime set until = until - interval '5 minutes' where true;
select tests.act_as('service_role');
select lives_ok('select public.record_uptime()', 'after a pause');
select tests.act_as('postgres');
select is((select count(*) from private.uptime), 3::bigint, 'it begins again');

-- Others
select tests.act_as('customer');
select is_empty('select from public.silences()', 'customers get nothing');
select is(tests.rows_or_refusal('select public.record_uptime()'), '42501', 'nor do they say that it runs');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select public.silences()'), '42501', 'anon does not ask');
select * from finish();
