select plan(56);

select tests.act_as('admin');

select results_eq($$select matches, exact from public.count_matching('errors', '{"state": "unresolved"}')$$, $$values (3::bigint, true)$$, 'unresolved errors are counted');
select results_eq($$select l, c.matches from unnest('{errors,alerts,churn,webhooks,customers}'::text[]) l, public.count_matching(l) c$$,
  $$values ('errors', 4::bigint), ('alerts', 4), ('churn', 3), ('webhooks', 5), ('customers', 4)$$, 'every list is counted');

select set_eq($$select facet, value, matches from public.list_facets('errors', '{"type": ["timeout"]}')$$,
  $$values ('type', 'timeout', 2::bigint), ('type', 'database', 2), ('endpoint', '/calls', 1), ('endpoint', '/sms', 1), ('state', 'unresolved', 2)$$,
  'a facet ignores its own selection, the others heed it');
select set_eq($$select facet, value, matches from public.list_facets('alerts', '{"state": "open"}')$$,
  $$values ('severity', 'info', 1::bigint), ('severity', 'critical', 2), ('type', 'latency', 2), ('type', 'payment', 1), ('state', 'open', 3), ('state', 'acknowledged', 1),
    ('assignee', 'nobody', 3)$$, 'facets of alerts');
select set_eq($$select facet, value, matches from public.list_facets('churn', '{}')$$,
  $$values ('severity', 'high', 1::bigint), ('severity', 'critical', 1), ('severity', 'low', 1), ('reason', 'usage_decline', 1), ('reason', 'inactivity', 1),
    ('reason', 'payment_issue', 1), ('state', 'open', 2), ('state', 'resolved', 1), ('assignee', 'nobody', 3)$$, 'facets of churn alerts');
select set_eq($$select facet, value, matches from public.list_facets('webhooks', '{}')$$,
  $$values ('event_type', 'call_inbound', 1::bigint), ('event_type', 'call_ended', 2), ('event_type', 'sms_inbound', 2), ('state', 'pending', 1),
    ('state', 'failed', 1), ('state', 'processed', 2), ('state', 'skipped', 1)$$, 'facets of webhooks');
select set_eq($$select facet, value, matches from public.list_facets('customers', '{}')$$,
  $$values ('grade', 'F', 1::bigint), ('grade', 'A', 1), ('risk', 'critical', 1), ('risk', 'low', 1), ('tier', 'core', 3), ('tier', 'elite', 1), ('industry', 'hvac', 4)$$,
  'facets of customers');

select results_eq($$select bucket, series, matches from public.list_histogram('errors', '{}', tests.bounds('2026-03-01 10:00+00', '2026-03-01 14:00+00', 2))$$,
  $$values (timestamptz '2026-03-01 10:00+00', 'timeout', 2::bigint), ('2026-03-01 12:00+00', 'database', 2)$$, 'errors over time, by type');
select results_eq($$select bucket, series, matches from public.list_histogram('errors', '{"state": "unresolved", "since": "2030-01-01"}', tests.bounds('2026-03-01 10:00+00', '2026-03-01 13:00+00', 1))$$,
  $$values (timestamptz '2026-03-01 10:00+00', 'database', 1::bigint), ('2026-03-01 10:00+00', 'timeout', 2)$$, 'the filter counts, its times do not; the end is left out');
select set_eq($$select series, matches from public.list_histogram('alerts', '{}', tests.bounds('2026-03-01', '2026-03-02', 1))$$,
  $$values ('info', 1::bigint), ('critical', 2), ('warning', 1)$$, 'alerts by severity');
select set_eq($$select series, matches from public.list_histogram('churn', '{}', tests.bounds('2026-03-01', '2026-03-02', 1))$$,
  $$values ('high', 1::bigint), ('critical', 1), ('low', 1)$$, 'churn alerts by severity');
select set_eq($$select series, matches from public.list_histogram('webhooks', '{}', tests.bounds('2026-03-01', '2026-03-02', 1))$$,
  $$values ('pending', 1::bigint), ('failed', 1), ('processed', 2), ('skipped', 1)$$, 'webhooks by state');
select tests.act_as('postgres');
insert into public.error_logs (error_type, created_at) select 'kind ' || n % 8, '2026-02-01 00:30+00' from generate_series(0, 35) n;
select tests.act_as('admin');
select set_eq($$select series, matches from public.list_histogram('errors', '{}', tests.bounds('2026-02-01 00:00+00', '2026-02-01 01:00+00', 1))$$,
  $$values ('kind 0', 5::bigint), ('kind 1', 5), ('kind 2', 5), ('kind 3', 5), ('kind 4', 4), ('other', 12)$$, 'the five most frequent types, the rest as other');

select results_eq('select grade, customers from public.health_distribution()',
  $$values ('A', 1::bigint), ('B', 0), ('C', 0), ('D', 0), ('F', 1)$$, 'all five grades, always');

select throws_ok($$select public.count_matching('profiles')$$, '22023', null, 'another list is not counted');
select throws_ok($$select public.list_facets('profiles')$$, '22023', null, 'nor has it facets');
select throws_ok($$select public.list_facets('errors', '{"state": "x"}')$$, '22023', null, 'a facet''s filter is checked');
select throws_ok($$select public.list_histogram('customers', '{}', tests.bounds('2026-01-01', '2026-01-02', 1))$$, '22023', null, 'customers have no histogram');
select throws_ok($$select public.list_histogram('errors', '{}', tests.bounds('2026-01-02', '2026-01-01', 1))$$, '22023', 'each bound must be later than the one before', 'time runs forward');
select throws_ok($$select public.list_histogram('errors', '{}', tests.bounds('2026-01-01', '2026-01-02', 501))$$, '22023', 'bounds must be 2 to 501 times', 'bounds are limited');

select tests.act_as('postgres');
insert into public.webhook_queue (event_type) select 'many' from generate_series(1, 10000);
select tests.act_as('admin');
select results_eq($$select matches, exact from public.count_matching('webhooks', '{"event_type": ["many"]}')$$, $$values (10000::bigint, true)$$, '10,000 are counted exactly');
select results_eq($$select matches, exact from public.count_matching('webhooks', '{}')$$, $$values (10000::bigint, false)$$, 'more are not');
select is((select pending_webhooks from public.pulse()), 10000, 'the pulse counts no further either');

select set_has($$select facet, value, matches from public.list_facets('webhooks')$$,
  $$values ('event_type', 'many', 10000::bigint), ('event_type', 'call_ended', 2), ('state', 'pending', 10001), ('state', 'failed', 1)$$,
  'facets are exact up to 10,000 and say of more that they are more');
select tests.act_as('postgres');
insert into public.webhook_queue (event_type) select 'many' from generate_series(1, 50);
select tests.act_as('admin');
select set_has($$select facet, value, matches from public.list_facets('webhooks', '{"state": "pending"}')$$,
  $$values ('event_type', 'many', 10001::bigint)$$, 'whichever facet it is');

-- Of many rows the values are counted by themselves, which has to come to the same.
select set_eq(
  format('select * from (%s) c (facet, value, matches)', private.count_rows_query(c.list, c.filter, array[f.facet])),
  format('select * from (%s) c (facet, value, matches) where c.matches > 0',
    private.count_values_query(c.list, c.filter, f.facet, f.expression, private.facet_values(c.list, f.facet))),
  format('%s by %s under %s, by row and by value', c.list, f.facet, c.filter))
from (values ('errors', '{}'::jsonb), ('errors', '{"type": ["timeout", "database"]}'), ('alerts', '{}'),
  ('alerts', '{"since": "2026-03-01"}'), ('webhooks', '{}'), ('webhooks', '{"until": "2026-03-01 12:00Z"}')) c (list, filter),
  private.list_facet_columns(c.list) f
where not c.filter ? f.facet;
select ok(not private.cheapest_facet_query('webhooks', '{}', '{state}') like '%limit 10001%', 'what is cheap to read is read');
select ok(private.facet_values('churn', 'reason') is null, 'what no index holds is read, too');

select tests.act_as('customer');
select is((select sum(c.matches) from unnest('{errors,alerts,churn,webhooks}'::text[]) l, public.count_matching(l) c), 0::numeric, 'for a customer no queue has rows');
select is((select matches from public.count_matching('customers')), 0::bigint, 'and there are no customers');
select is_empty($$select from unnest('{errors,alerts,churn,webhooks}'::text[]) l, public.list_facets(l)$$, 'no facets');
select is_empty($$select from unnest('{errors,alerts,churn,webhooks}'::text[]) l, public.list_histogram(l, '{}', tests.bounds('2026-01-01', '2027-01-01', 5))$$, 'no histogram');
select is((select sum(customers) from public.health_distribution()), 0::numeric, 'no grades');
select is_empty('select from public.oldest_unhandled()', 'nothing waiting');
select row_eq('select unresolved_errors, open_alerts, critical_alerts, open_churn, pending_webhooks, failed_webhooks, at_risk_customers, oldest_pending_webhook from public.pulse()',
  row (0, 0, 0, 0, 0, 0, 0, null::timestamptz), 'and a pulse of nothing');

select tests.act_as('anon');
select is(tests.rows_or_refusal(format('select * from %s', call)), '42501', 'anon may not call ' || call)
from unnest(array[$$public.count_matching('errors')$$, $$public.list_facets('errors')$$, $$public.list_histogram('errors', '{}', tests.bounds(now(), now(), 1))$$,
  'public.pulse()', 'public.oldest_unhandled()']) call;

select * from finish();
