-- Admins have full access to the operations tables, and what came stays as it came.
create temp table evidence (relation text, change text);
insert into evidence
select relation, change from (values
  ('error_logs', array['id = gen_random_uuid()', $$message = 'x'$$, $$stack_trace = 'x'$$, $$request_body = '{"b": 2}'$$, $$created_at = '2020-01-01'$$,
    'group_id = gen_random_uuid()']),
  ('ops_alerts', array['id = gen_random_uuid()', $$message = 'x'$$, $$details = '{"b": 2}'$$, $$created_at = '2020-01-01'$$, 'returns_at = now()']),
  ('churn_alerts', array['id = gen_random_uuid()', $$reason = 'x'$$, $$created_at = '2020-01-01'$$]),
  ('webhook_queue', array['id = gen_random_uuid()', $$raw_payload = '{"b": 2}'$$, $$received_at = '2020-01-01'$$, $$result = 'success'$$,
    $$error_message = 'x'$$, $$processed_by = 'x'$$, 'processed_at = now()']),
  ('reconciliation_runs', array[$$started_at = '2020-01-01'$$, $$discrepancy_details = '[{}]'$$, $$triggered_by = 'scheduler'$$, $$notes = 'x'$$]),
  ('unknown_phone', array[$$raw_payload = '{"b": 2}'$$, $$received_at = '2020-01-01'$$]),
  ('call_events', array[$$raw_payload = '{"b": 2}'$$, $$received_at = '2020-01-01'$$]),
  ('sms_events', array[$$raw_payload = '{"b": 2}'$$, $$body = 'x'$$, $$received_at = '2020-01-01'$$]),
  ('alerts', array[$$message = 'x'$$, $$details = '{"b": 2}'$$, $$created_at = '2020-01-01'$$]),
  ('tier_snapshots', array[$$created_at = '2020-01-01'$$]),
  ('billing_line_items', array[$$created_at = '2020-01-01'$$]),
  ('latency_logs', array[$$request_id = 'x'$$, $$created_at = '2020-01-01'$$]),
  ('active_sessions', array[$$token_hash = 'x'$$, $$ip_address = 'x'$$, $$user_agent = 'x'$$, $$created_at = '2020-01-01'$$])
) e (relation, changes), unnest(changes) change;

create temp table edits (relation text, change text, row text, audited text default 'record.changed');
insert into edits (relation, change, row) values
  ('error_logs', $$error_type = 'other'$$, $$(error_type, message) values ('x', 'New')$$),
  ('ops_alerts', $$severity = 'warning', user_id = tests.id_of('unscored customer')$$, $$(alert_type, message) values ('x', 'New')$$),
  ('churn_alerts', $$severity = 'medium'$$, $$(user_id, reason) values (tests.id_of('customer'), 'x')$$),
  ('webhook_queue', $$event_type = 'other'$$, $$(event_type) values ('x')$$),
  ('customer_health_scores', 'score = score + 1', $$(user_id, score, grade, risk_level) values (tests.id_of('unscored customer'), 1, 'F', 'low')$$),
  ('reconciliation_runs', 'records_checked = 7', $$(run_type, status) values ('manual', 'failed')$$),
  ('unknown_phone', $$notes = 'x'$$, $$(phone_number) values ('+15550199')$$),
  ('call_events', 'billed_seconds = 1', $$(direction) values ('inbound')$$),
  ('sms_events', 'billed_units = 1', $$(direction) values ('inbound')$$),
  ('alerts', $$severity = 'x'$$, $$(alert_type) values ('x')$$),
  ('tier_snapshots', 'monthly_price = 1', $$(tier_id) values ('x')$$),
  ('billing_line_items', 'total_amount = 1', $$(total_amount) values (2)$$),
  ('latency_logs', $$method = 'GET'$$, $$(endpoint, duration_ms) values ('/', 1)$$);
insert into edits values
  ('active_sessions', $$revoked_at = now(), revoked_reason = 'x'$$, $$(user_id, token_hash) values (tests.id_of('customer'), 'new')$$, 'session.revoked');

insert into public.reconciliation_runs (run_type, status) values ('nightly', 'failed');
insert into public.unknown_phone (phone_number) values ('+15550198');
insert into public.call_events (direction) values ('outbound');
insert into public.sms_events (direction) values ('outbound');
insert into public.alerts (alert_type, severity) values ('x', 'info');
insert into public.tier_snapshots (tier_id) values ('core');
insert into public.billing_line_items (total_amount) values (5);
insert into public.latency_logs (endpoint, method, duration_ms) values ('/', 'POST', 1);
insert into public.active_sessions (user_id, token_hash) values (tests.id_of('customer'), 'old');
grant select on evidence, edits to public;

select plan(24 + (select count(*)::integer from evidence) + 4 * (select count(*)::integer from edits));

create function pg_temp.rows_of(relation text) returns bigint language plpgsql as $$
declare
  n bigint;
begin
  execute format('select count(*) from public.%I', relation) into n;
  return n;
end
$$;

select tests.act_as('admin');
select cmp_ok(pg_temp.rows_of(relation), '>', 0::bigint, 'control: an admin reads ' || relation) from (select distinct relation from evidence) e;
select ok(tests.rows_or_refusal(format('update public.%I set %s', relation, change)) in ('42501', '22023'), format('an admin does not change %s: %s', relation, change))
from evidence;

-- Everything else they may, and it is seen.
select is(tests.rows_or_refusal(format('insert into public.%I %s', relation, row)), '1', 'an admin inserts into ' || relation) from edits;
select is(tests.rows_or_refusal(format('update public.%I set %s', relation, change)), pg_temp.rows_of(relation)::text, 'and changes ' || relation) from edits;
select is((select count(distinct l.entity_id) from public.audit_trail l where l.entity = relation and l.action in ('record.inserted', audited) and l.actor_id = tests.id_of('admin')),
  pg_temp.rows_of(relation), 'each with an audit row: ' || relation) from edits;
select results_eq($$select l.metadata -> 'previous' ->> 'error_type', (l.metadata -> 'previous') - '{error_type,group_id}'::text[] from public.audit_trail l
    where l.entity = 'error_logs' and l.action = 'record.changed' and l.entity_id = tests.row_id('e', 3)::text$$,
  $$values ('database', '{}'::jsonb)$$, 'which says what was there before, and no more');

select results_eq($$delete from public.error_logs where id = tests.row_id('e', 1) returning id$$, array[tests.row_id('e', 1)], 'an admin deletes an error');
select is((select l.metadata -> 'row' ->> 'message' from public.audit_trail l where l.entity = 'error_logs' and l.action = 'record.deleted'),
  'Took 100% of 5_000 ms', 'and the audit log keeps it as it was');
select cmp_ok(tests.rows_or_refusal(format('delete from public.%I', relation))::integer, '>', 0, 'an admin deletes from ' || relation) from edits;

select tests.act_as(actor), is(tests.rows_or_refusal($$insert into public.alerts (alert_type) values ('x')$$), '42501', 'nobody else inserts: ' || actor)
from unnest('{customer,other customer,demoted admin,signed-out admin,anon}'::text[]) actor;

select tests.act_as('service_role');
select is(tests.rows_or_refusal($$insert into public.error_logs (error_type, message, created_at) values ('x', 'Kept', '2020-01-01')$$), '1', 'control: the backend adds an error');
select is(tests.rows_or_refusal($$update public.error_logs set message = 'x' where message = 'Kept' and created_at = '2020-01-01'$$), '1', 'control: and changes it');
select is((select count(*) from public.audit_trail l where l.action like 'record.%' and l.actor_id is distinct from tests.id_of('admin')), 0::bigint,
  'which is no admin''s act');

select * from finish();
