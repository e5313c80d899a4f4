select plan(41);

-- How things are now.
select tests.act_as('postgres');
insert into public.reconciliation_runs (run_type, started_at, completed_at, status, records_checked, discrepancies_found, discrepancy_details)
select 'nightly', timestamptz '2026-02-01 03:00+00' + n * interval '1 day', timestamptz '2026-02-01 03:04+00' + n * interval '1 day', 'completed', 3, 2,
  jsonb_build_array(jsonb_build_object('user_id', tests.id_of('customer'), 'field', 'sms_used', 'counted', 100, 'in_limits', 103),
    jsonb_build_object('user_id', tests.id_of('other customer'), 'field', 'call_used_seconds', 'counted', 60, 'in_limits', 30))
from generate_series(1, 16) n;
insert into public.reconciliation_runs (started_at, status) values ('2026-02-18 03:00+00', 'failed');

select tests.act_as('admin');
select is(public.overview_now() -> 'pulse', (select to_jsonb(p) from public.pulse() p), 'the pulse is that of everywhere');
select is(public.overview_now() ->> 'warning_alerts', '0', 'no warning waits');
select is(public.overview_now() ->> 'info_alerts', '1', 'one info does');
select is(jsonb_array_length(public.overview_now() -> 'oldest'), 4, 'the oldest of four queues');
select is(public.overview_now() -> 'grades' -> 4, '{"grade": "F", "customers": 1}', 'all grades');
select is(jsonb_array_length(public.overview_now() #> '{reconciliation,runs}'), 14, 'the latest 14 runs');
select is(public.overview_now() #>> '{reconciliation,runs,0,status}', 'failed', 'the latest first');
select is(public.overview_now() #> '{reconciliation,runs,1}' ? 'discrepancy_details', false, 'without their details');
select is(public.overview_now() #> '{reconciliation,customers,0}',
  jsonb_build_object('user_id', tests.id_of('other customer'), 'business_name', 'Other Customer Heating', 'field', 'call_used_seconds', 'counted', 60, 'in_limits', 30),
  'of the latest that was completed, who differs most');

-- How they came to be so.
select set_eq($$select * from public.overview_history(tests.bounds('2026-03-01 12:00+00', '2026-03-01 14:00+00', 2))$$,
  $$values ('errors', timestamptz '2026-03-01 12:00+00', 'database', 1::bigint), ('errors', '2026-03-01 13:00+00', 'database', 1),
    ('errors', null, 'timeout', 2), ('alerts', '2026-03-01 12:00+00', 'critical', 1), ('alerts', '2026-03-01 13:00+00', 'warning', 1),
    ('alerts', null, 'info', 1), ('alerts', null, 'critical', 1), ('webhooks', '2026-03-01 12:00+00', 'processed', 1),
    ('webhooks', '2026-03-01 13:00+00', 'skipped', 1), ('webhooks', null, 'pending', 1), ('webhooks', null, 'failed', 1),
    ('results', '2026-03-01 12:00+00', 'processed', 1), ('results', '2026-03-01 13:00+00', 'skipped', 1), ('results', null, 'failed', 1)$$,
  'each list in buckets, and the period before by series');
select throws_ok($$select public.overview_history(tests.bounds('2026-03-02', '2026-03-01', 2))$$, '22023', null, 'time runs forward');
select throws_ok($$select public.overview_history(array[timestamptz '2026-03-01'])$$, '22023', null, 'and is divided');
select tests.act_as('postgres');
delete from public.customer_health_history;
insert into public.customer_health_history (user_id, score, grade, created_at) values
  (tests.id_of('customer'), 85, 'B', '2026-03-01'), (tests.id_of('customer'), 55, 'F', '2026-03-02 05:00+00'),
  (tests.id_of('customer'), 52, 'F', '2026-03-02 06:00+00'), (tests.id_of('other customer'), 62, 'D', '2026-03-01'),
  (tests.id_of('other customer'), 95, 'A', '2026-03-02 18:00+00');
select tests.act_as('admin');
select set_eq($$select bucket, matches from public.overview_history(tests.bounds('2026-03-02', '2026-03-03', 2)) where list = 'customers'$$,
  $$values (timestamptz '2026-03-02', 1::bigint), ('2026-03-02 12:00+00', -1)$$, 'who came to be at risk, and who no longer is');

-- What needs attention.
select tests.act_as('postgres');
update public.ops_alerts set created_at = now() - interval '10 minutes', user_id = tests.id_of('other customer') where id = tests.row_id('a', 2);
update public.ops_alerts set created_at = now() where id = tests.row_id('a', 3);
update public.churn_alerts set created_at = now() where id = tests.row_id('c', 1);
select tests.act_as('admin');
prepare attention as select kind, id from public.needs_attention() where kind in ('alert', 'churn alert', 'webhook');
select row_eq(format('select impact, unpriced, severity, late, at_risk, urgency from public.needs_attention() where id = %L', tests.row_id('c', 2)),
  row (149::numeric, 0, 2, true, true, 4), 'a critical churn alert that is late, of a customer with grade F: what the plan costs, and urgent by all three');
select row_eq(format('select impact, severity, late, at_risk, leaving, urgency from public.needs_attention() where id = %L', tests.row_id('c', 1)),
  row (149::numeric, 1, false, true, true, 2), 'one of high risk that is not late: urgency is no money');
select row_eq(format('select impact, severity, late, at_risk, urgency from public.needs_attention() where id = %L', tests.row_id('a', 2)),
  row (497::numeric, 2, false, false, 2), 'a critical alert of an elite customer with grade A');
select row_eq(format('select user_id, customers, impact, unpriced, severity from public.needs_attention() where id = %L', tests.row_id('a', 3)),
  row (null::uuid, 0, null::numeric, 0, 2), 'trouble of the platform has no price');
select row_eq(format('select label, detail, matches, impact, urgency from public.needs_attention() where id = %L', tests.row_id('b', 2)),
  row ('call_ended'::text, 'No agent'::text, 1::bigint, 149::numeric, 3), 'a failed webhook');
select is((select array_agg(concat_ws(' ', urgency, impact) order by urgency desc, impact desc nulls last) from public.needs_attention()), (select array_agg(concat_ws(' ', a.urgency, a.impact) order by a.place) from (
  select urgency, impact, row_number() over () as place from public.needs_attention()) a), 'the most urgent first, then what concerns most money');
select isnt_empty($$select from public.needs_attention(50) where kind = 'error' and label = 'database' and customers = 1 and impact = 149$$, 'a group of errors has the price of its customers');
select set_eq($$select id, coalesce(impact, 0) from public.needs_attention(50) where kind = 'error' and label = 'database'$$,
  $$select l.id, l.impact::numeric from public.list_error_groups('{"type": ["database"], "state": "unresolved"}') l$$, 'the same as in the list of errors');
select tests.act_as('postgres');
update public.error_logs set created_at = now() - interval '40 days', resolved_at = now() where error_type = 'database' and user_id is not null;
insert into public.error_logs (error_type, message, user_id, created_at)
select e.error_type, e.message, e.user_id, now() - interval '3 hours' from public.error_logs e where e.error_type = 'database' and e.user_id is not null limit 1;
select tests.act_as('admin');
select row_eq($$select late, since from public.needs_attention(50) where kind = 'error' and label = 'database' and customers = 1$$, row (false, now() - interval '3 hours'),
  'a group is as late as its oldest unresolved event, not as its first');
select tests.act_as('postgres');
update public.error_logs set resolved_at = now() where resolved_at is null and not (error_type = 'database' and created_at = now() - interval '3 hours');
select tests.act_as('admin');
select is((select since from public.oldest_unhandled() where queue = 'errors'), (select min(since) from public.needs_attention(50) where kind = 'error'), 'what waits longest is what needs attention since then');
select isnt_empty($$select public.snooze_error_groups(array(select id from public.needs_attention(50) where kind = 'error'), until => now() + interval '1 day')$$, 'a group is snoozed');
select is_empty($$select from public.oldest_unhandled() where queue = 'errors'$$, 'its errors do not wait');
select is_empty($$select from public.needs_attention(50) where kind = 'error'$$, 'nor do they need attention');
select is((select target_seconds from public.oldest_unhandled() where queue = 'webhooks'), 300, 'each queue has its target');
select tests.act_as('postgres');
update public.ops_alerts set user_id = tests.id_of('newcomer') where id = tests.row_id('a', 2);
select tests.act_as('admin');
select row_eq(format('select impact, unpriced from public.needs_attention() where id = %L', tests.row_id('a', 2)), row (0::numeric, 1), 'a plan of unknown price adds nothing, and is counted');
select tests.act_as('postgres');
update public.ops_alerts set user_id = tests.id_of('other customer') where id = tests.row_id('a', 2);
select tests.act_as('admin');
select is((select count(*) from public.needs_attention(2)), 2::bigint, 'no more than asked for');
select is_empty(format('select from public.needs_attention(50) where id in (%L, %L, %L, %L)', tests.row_id('a', 4), tests.row_id('c', 3), tests.row_id('b', 1), tests.row_id('b', 3)),
  'nothing that was dealt with, or waits its turn');
select tests.act_as('postgres');
insert into public.ops_alerts (alert_type, severity, user_id, message, created_at) values ('latency', 'warning', tests.id_of('other customer'), 'Again', now());
select tests.act_as('admin');
select row_eq(format('select matches, detail, severity from public.needs_attention() where id = %L', tests.row_id('a', 2)),
  row (2::bigint, 'Again'::text, 2), 'the same trouble of the same customer is one row, as bad as its worst');
select throws_ok('select public.needs_attention(51)', '22023', null, 'not everything');
select throws_ok('select public.needs_attention(null)', '22023', null, 'nor nothing');

select tests.act_as('customer');
select is_empty('select from public.needs_attention()', 'customers get nobody');
select is(public.overview_now(), null, 'nor of what waits');
select is(public.overview_now() #> '{reconciliation,runs}', null, 'nor of runs');
select is_empty($$select from public.overview_history(tests.bounds('2026-03-01', '2026-03-03', 2))$$, 'nor of history');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select ' || call), '42501', 'anon may not call ' || call)
from unnest(array['public.overview_now()', $$public.overview_history(tests.bounds(now(), now(), 1))$$, 'public.needs_attention()']) call;
select is(tests.rows_or_refusal('select private.attention_candidates(1)'), '42501', 'nor what is behind them');

select * from finish();
