select plan(46);

create function pg_temp.last_audit() returns public.audit_trail language sql
as $$ select l from public.audit_trail l order by l.created_at desc, l.ctid desc limit 1 $$;
create function pg_temp.running() returns uuid language sql
as $$ select r.id from public.reconciliation_runs r where r.status = 'running' $$;
create function pg_temp.manual() returns public.reconciliation_runs language sql
as $$ select r from public.reconciliation_runs r where r.run_type = 'manual' order by r.started_at desc, r.heartbeat_at desc limit 1 $$;

-- One customer counted right but for 4 %, one wrong in both, one with usage outside the period only.
insert into public.usage_limits (user_id, call_used_seconds, sms_used, period_start, period_end) values
  (tests.id_of('customer'), 104, 0, now() - interval '10 days', now() + interval '20 days'),
  (tests.id_of('other customer'), 60, 3, now() - interval '10 days', now() + interval '20 days'),
  (tests.id_of('unscored customer'), 0, 0, now() - interval '10 days', now() + interval '20 days');
insert into public.usage_calls (user_id, seconds, created_at) values
  (tests.id_of('customer'), 60, now() - interval '2 days'), (tests.id_of('customer'), 40, now() - interval '10 days'),
  (tests.id_of('customer'), 500, now() - interval '11 days'), (tests.id_of('other customer'), 80, now() - interval '1 day'),
  (tests.id_of('unscored customer'), 90, now() - interval '11 days');
insert into public.usage_sms (user_id, created_at) values (tests.id_of('other customer'), now() - interval '1 day');

-- Who may
select tests.act_as(actor), is(tests.rows_or_refusal('select public.begin_reconciliation()'), '42501', actor || ' begins nothing')
from unnest('{anon,customer,demoted admin,signed-out admin,service_role}'::text[]) actor;
select tests.act_as('postgres');
select is((select count(*) from public.reconciliation_runs), 0::bigint, 'and there is no run');

-- A run
select tests.act_as('admin');
select results_eq('select outcome, total from public.begin_reconciliation()', $$values ('done', 3)$$, 'an admin begins a run of all customers');
select results_eq('select action, actor_id, entity_id from pg_temp.last_audit()',
  $$select 'reconciliation.started', tests.id_of('admin'), pg_temp.running()::text$$, 'which is audited');
select is((select triggered_by_email from public.reconciliation_list where id = pg_temp.running()), 'admin@kryonex.test', 'and says who began it');
select tests.act_as('second admin');
select results_eq('select outcome, run, actor_email from public.begin_reconciliation()',
  $$select 'already', pg_temp.running(), 'admin@kryonex.test'$$, 'nobody begins a second one meanwhile, but learns whose is going on');
select is((select count(*) from public.reconciliation_runs), 1::bigint, 'so there is one');
select tests.act_as('customer');
select is(tests.rows_or_refusal($$select public.continue_reconciliation(tests.row_id('b', 1))$$), '42501', 'a customer continues none');
select tests.act_as('second admin');
select is(tests.rows_or_refusal('select public.continue_reconciliation(pg_temp.running(), 0)'), '22023', 'a part has a size');
select is(tests.rows_or_refusal($$select public.continue_reconciliation(tests.row_id('b', 1))$$), '22023', 'of a run that there is');
select results_eq('select checked, total, found, status from public.continue_reconciliation(pg_temp.running(), 1)',
  $$values (1, 3, 0, 'running')$$, 'a part checks the given number of customers; 4 % is no difference');
select results_eq('select checked, found, status from public.continue_reconciliation(pg_temp.running(), 2)',
  $$values (3, 2, 'running')$$, 'the next goes on from there');
select results_eq('select checked, found, status, reason from public.continue_reconciliation((pg_temp.manual()).id, 2)',
  $$values (3, 2, 'completed', null::text)$$, 'until nobody is left');
select results_eq('select action, actor_id, (metadata ->> ''found'')::integer from pg_temp.last_audit()',
  $$values ('reconciliation.completed', tests.id_of('second admin'), 2)$$, 'its end is audited');
select results_eq('select checked, found, status from public.continue_reconciliation((pg_temp.manual()).id)',
  $$values (3, 2, 'completed')$$, 'and asking again changes nothing');
select results_eq($$select metric, recorded, counted, difference, difference_percent, business_name, (period_start = now() - interval '10 days')
  from public.list_discrepancies(jsonb_build_object('run', (pg_temp.manual()).id))$$,
  $$values ('call_seconds', 60::bigint, 80::bigint, -20::bigint, -25.0, 'Other Customer Heating', true), ('sms', 3, 1, 2, 200.0, 'Other Customer Heating', true)$$,
  'what it found, the largest first');
select results_eq($$select metric from public.list_discrepancies(jsonb_build_object('run', (pg_temp.manual()).id), page_size => 1,
  cursor_values => (select jsonb_build_array(l.size, l.id) from public.list_discrepancies(jsonb_build_object('run', (pg_temp.manual()).id)) l limit 1))$$,
  $$values ('sms')$$, 'page by page');
select is((select matches from public.count_matching('discrepancies', jsonb_build_object('run', (pg_temp.manual()).id, 'metric', array['sms']))), 1::bigint, 'counted');
select throws_ok($$select public.list_discrepancies('{}')$$, '22023', null, 'for one run at a time');

-- Left over, and failing
select is((select outcome from public.begin_reconciliation()), 'done', 'control: the next can begin');
select tests.act_as('postgres');
update public.reconciliation_runs set heartbeat_at = now() - interval '6 minutes' where status = 'running';
select tests.act_as('admin');
select is((select is_stale from public.reconciliation_list where status = 'running'), true, 'a run that nobody carries on is known');
select is((select outcome from public.begin_reconciliation()), 'done', 'and does not hold up the next');
select results_eq($$select status, failure from public.reconciliation_list where failure like 'It stopped%'$$,
  $$select 'failed', 'It stopped after 0 customers: nothing was heard of it since ' || to_char((now() - interval '6 minutes') at time zone 'utc', 'YYYY-MM-DD HH24:MI') || ' UTC.'$$,
  'it failed and says why');
select tests.act_as('service_role');
select is(tests.rows_or_refusal($$insert into public.reconciliation_runs (triggered_by) values ('scheduler')$$), '23505', 'nor does the nightly job run at the same time');
select tests.act_as('postgres');
update public.reconciliation_runs set heartbeat_at = now() - interval '6 minutes' where status = 'running';
select tests.act_as('service_role');
select is(tests.rows_or_refusal($$insert into public.reconciliation_runs (triggered_by) values ('scheduler')$$), '1', 'but is not held up by one that is left over');
select tests.act_as('admin');
select results_eq('select outcome, actor_email from public.begin_reconciliation()', $$values ('already', null::text)$$, 'nor does an admin run during the nightly job');
select is(tests.rows_or_refusal('select public.continue_reconciliation(pg_temp.running())'), '22023', 'or carry it on');
select tests.act_as('service_role');
update public.reconciliation_runs set status = 'completed', completed_at = now() where status = 'running';
select tests.act_as('admin');
select is((select outcome from public.begin_reconciliation()), 'done', 'once it is through');
select tests.act_as('postgres');
create temp table begun as select pg_temp.running() as id;
grant select on begun to public;
alter view private.usage_calls rename to usage_calls_elsewhere;
select tests.act_as('admin');
select results_eq('select status, reason from public.continue_reconciliation((select id from begun))',
  $$values ('failed', 'relation "private.usage_calls" does not exist')$$, 'a part that fails ends the run with the reason');
select is((select action from pg_temp.last_audit()), 'reconciliation.failed', 'which is audited');
select is((select failure from public.reconciliation_list where id = (select id from begun)), 'relation "private.usage_calls" does not exist', 'and kept');
select tests.act_as('postgres');
alter view private.usage_calls_elsewhere rename to usage_calls;

-- Old runs
insert into public.reconciliation_runs (id, status, started_at, discrepancies_found, discrepancy_details) values
  (tests.row_id('d', 1), 'completed', '2026-03-01', 3, jsonb_build_array(
    jsonb_build_object('userId', tests.id_of('customer'), 'type', 'minutes', 'recorded', '12', 'actual', 10),
    jsonb_build_object('user', 'gone', 'metric', 'sms_count', 'stored', 'many'), 'nothing')),
  (tests.row_id('d', 2), 'failed', '2026-03-02', 0, '{"error": "canceling statement"}'),
  (tests.row_id('d', 3), 'completed', '2026-03-03', 1, '{"discrepancies": [{"user_id": null, "field": "sms_used", "in_limits": 2, "counted": 0}]}');
select tests.act_as('admin');
select results_eq($$select user_id, metric, recorded, counted, difference_percent from public.list_discrepancies(jsonb_build_object('run', tests.row_id('d', 1)))$$,
  $$values (tests.id_of('customer'), 'minutes', 12::bigint, 10::bigint, 20.0), (null::uuid, 'sms', null, null, null)$$, 'what old runs wrote is read as far as it can be');
select is((select failure from public.reconciliation_list where id = tests.row_id('d', 2)), 'canceling statement', 'why they failed too');
select results_eq($$select metric, difference, difference_percent from public.list_discrepancies(jsonb_build_object('run', tests.row_id('d', 3)))$$,
  $$values ('sms', 2::bigint, null::numeric)$$, 'of nothing there is no percentage');
select is((select count(*) from public.list_reconciliation_runs('{"state": "failed"}')), 4::bigint, 'runs are found by how they ended');
select is((select count(*) from public.list_reconciliation_runs('{"state": "found", "type": ["manual"]}')), 1::bigint, 'and by what they found');
select isnt_empty($$select from public.list_histogram('reconciliation', '{}', tests.bounds('2026-03-01', '2026-03-05', 4))$$, 'and drawn over time');

-- Others
select tests.act_as(actor), is((select count(*) from public.list_reconciliation_runs()), 0::bigint, actor || ' sees no run')
from unnest('{customer,demoted admin}'::text[]) actor;
select is_empty($$select public.list_discrepancies(jsonb_build_object('run', tests.row_id('d', 1)))$$, 'nor what one found');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select public.list_reconciliation_runs()'), '42501', 'anon asks for none');
select tests.act_as('admin');
select is(tests.rows_or_refusal($$update public.reconciliation_runs set discrepancy_details = '[]'$$), '42501', 'and nobody rewrites what a run found');

select * from finish();
