create temp table documented (relation text, column_name text, allowed text[], other text);
insert into documented values
  ('profiles', 'role', '{user,admin}', 'owner'),
  ('profiles', 'tier', '{core,pro,elite,scale}', 'free'),
  ('profiles', 'industry', '{hvac,plumbing,electrical}', 'roofing'),
  ('profiles', 'transfer_number', '{+14155551234,+442071234567}', '415-555-1234'),
  ('agents', 'status', '{active,pending,disabled}', 'deployed'),
  ('agents', 'phone_number', '{+14155551234}', '4155551234'),
  ('leads', 'sentiment', '{positive,neutral,negative}', 'angry'),
  ('messages', 'direction', '{inbound,outbound}', 'sideways'),
  ('appointments', 'status', '{scheduled,completed,cancelled}', 'canceled'),
  ('appointments', 'customer_phone', '{+14155551234}', '+0155551234'),
  ('subscriptions', 'tier', '{core,pro,elite,scale}', 'free'),
  ('subscriptions', 'status', '{active,canceled,past_due}', null),
  ('usage_limits', 'tier', '{core,pro,elite,scale}', 'free'),
  ('usage_limits', 'limit_state', '{under,soft,hard}', 'ok'),
  ('webhook_queue', 'result', '{success,failed,skipped}', 'error'),
  ('webhook_queue', 'attempts', '{0,7}', '-1'),
  ('reconciliation_runs', 'run_type', '{nightly,manual}', 'hourly'),
  ('reconciliation_runs', 'status', '{running,completed,failed}', 'done'),
  ('ops_alerts', 'severity', '{info,warning,critical}', 'high'),
  ('customer_health_scores', 'score', '{0,100}', '101'),
  ('customer_health_scores', 'grade', '{A,B,C,D,F}', 'E'),
  ('customer_health_scores', 'risk_level', '{low,medium,high,critical}', 'none'),
  ('churn_alerts', 'severity', '{low,medium,high,critical}', 'warning'),
  ('usage_calls', 'direction', '{inbound,outbound}', 'sideways'),
  ('usage_calls', 'seconds', '{0,60}', '-1'),
  ('usage_sms', 'direction', '{inbound,outbound}', 'sideways'),
  ('sms_opt_out', 'phone', '{+14155551234}', '4155551234'),
  ('sms_thread_locks', 'customer_phone', '{+14155551234}', '4155551234'),
  ('webhook_configs', 'url', '{https://example.com,http://example.com}', 'javascript:alert(1)');

select plan(5 + (select sum(cardinality(allowed) + (other is not null)::integer)::integer from documented));

insert into public.leads (user_id) values (tests.id_of('customer'));
insert into public.messages (user_id, direction) values (tests.id_of('customer'), 'inbound');
insert into public.appointments (user_id, start_time) values (tests.id_of('customer'), now());
insert into public.subscriptions (user_id) values (tests.id_of('customer'));
insert into public.usage_limits (user_id) values (tests.id_of('customer'));
insert into public.reconciliation_runs default values;
insert into public.usage_calls (user_id) values (tests.id_of('customer'));
insert into public.usage_sms (user_id) values (tests.id_of('customer'));
insert into public.sms_opt_out (phone) values ('+14155550123');
insert into public.sms_thread_locks (customer_phone, user_id, expires_at) values ('+14155550123', tests.id_of('customer'), now());
insert into public.webhook_configs (user_id, url) values (tests.id_of('customer'), 'https://example.com');

-- One row of the table is enough, and more would break what is unique.
create function pg_temp.set_value(relation text, column_name text, value text) returns text language sql
as $$ select tests.rows_or_refusal(format('update public.%I set %I = %L where ctid = (select min(ctid) from public.%I)', relation, column_name, value, relation)) $$;

select is(pg_temp.set_value(relation, column_name, value), '1', format('%s.%s may be %s', relation, column_name, value))
from documented, unnest(allowed) value;
select is(pg_temp.set_value(relation, column_name, other), '23514', format('%s.%s may not be %s', relation, column_name, other))
from documented where other is not null;

select is(tests.rows_or_refusal($$insert into public.usage_limits (user_id) values (tests.id_of('customer'))$$), '23505', 'a customer has limits once');
select is(tests.rows_or_refusal($$insert into public.sms_opt_out (phone) values ('+14155551234')$$), '23505', 'nobody opts out of everything twice');
insert into public.active_sessions (user_id, token_hash) values (tests.id_of('customer'), 'one');
select is(tests.rows_or_refusal($$insert into public.active_sessions (user_id, token_hash) values (tests.id_of('other customer'), 'one')$$), '23505',
  'a token belongs to one session');
select is(enum_range(null::public.call_outcome)::text[], '{No Answer,Gatekeeper,Not Interested,Hangup,Pitch Delivered,Demo Set}'::text[],
  'a sales call ends in one of six ways');

insert into public.webhook_queue (event_type, raw_payload, idempotency_key) values ('x', '{}', 'one'), ('x', '{}', null), ('x', '{}', null);
select is(tests.rows_or_refusal($$insert into public.webhook_queue (event_type, raw_payload, idempotency_key) values ('x', '{}', 'one')$$), '23505',
  'a delivery is queued once, where it has a key');

select * from finish();
