select plan(47);

create function pg_temp.attempt(relation text, change text) returns text language sql
as $$ select tests.rows_or_refusal(format('update public.%I set %s', relation, change)) $$;

select tests.act_as('admin');

select is(pg_temp.attempt('error_logs', change), '42501', 'an admin does not change error_logs: ' || change)
from unnest(array['id = gen_random_uuid()', $$error_type = 'x'$$, $$endpoint = 'x'$$, 'user_id = null', $$message = 'x'$$,
  $$stack_trace = 'x'$$, $$request_body = '{"b": 2}'$$, $$created_at = '2020-01-01'$$]) change;
select is(pg_temp.attempt('ops_alerts', change), '42501', 'an admin does not change ops_alerts: ' || change)
from unnest(array['id = gen_random_uuid()', $$alert_type = 'x'$$, $$severity = 'warning'$$,
  $$user_id = tests.id_of('other customer')$$, $$message = 'x'$$, $$details = '{"b": 2}'$$, $$created_at = '2020-01-01'$$]) change;
select is(pg_temp.attempt('churn_alerts', change), '42501', 'an admin does not change churn_alerts: ' || change)
from unnest(array['id = gen_random_uuid()', $$reason = 'x'$$, $$severity = 'medium'$$,
  $$user_id = tests.id_of('unscored customer')$$, $$created_at = '2020-01-01'$$]) change;
select is(pg_temp.attempt('webhook_queue', change), '42501', 'an admin does not change webhook_queue: ' || change)
from unnest(array['id = gen_random_uuid()', $$phone_number = 'x'$$, $$user_id = tests.id_of('unscored customer')$$, $$event_type = 'x'$$,
  $$raw_payload = '{"b": 2}'$$, $$idempotency_key = 'x'$$, $$received_at = '2020-01-01'$$, 'attempts = 99',
  $$result = 'success'$$, $$error_message = 'x'$$, $$processed_by = 'x'$$, 'processed_at = now()']) change;
select is(pg_temp.attempt('customer_health_scores', 'score = 1'), '0', 'an admin changes no health score');

select is(tests.rows_or_refusal(format('delete from public.%I', relation)), '0', 'an admin deletes nothing from ' || relation)
from unnest(array['error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'customer_health_scores']) relation;

select is(tests.rows_or_refusal($$insert into public.error_logs (error_type) values ('x')$$), '42501', 'an admin adds no error');
select is(tests.rows_or_refusal($$insert into public.ops_alerts (alert_type) values ('x')$$), '42501', 'an admin adds no alert');
select is(tests.rows_or_refusal($$insert into public.churn_alerts (user_id, reason) values (tests.id_of('customer'), 'x')$$), '42501', 'an admin adds no churn alert');
select is(tests.rows_or_refusal($$insert into public.webhook_queue (event_type) values ('x')$$), '42501', 'an admin adds no webhook');
select is(tests.rows_or_refusal($$insert into public.customer_health_scores (user_id, score, grade, risk_level)
  values (tests.id_of('unscored customer'), 1, 'F', 'low')$$), '42501', 'an admin adds no health score');

select tests.act_as('service_role');
select is(pg_temp.attempt('error_logs', $$message = 'x'$$), '4', 'control: the backend changes an error');
select is(pg_temp.attempt('webhook_queue', 'attempts = attempts + 1'), '5', 'control: the backend counts attempts');
select is(tests.rows_or_refusal($$insert into public.error_logs (error_type) values ('x')$$), '1', 'control: the backend adds an error');

select tests.act_as('postgres');
select isnt_empty('select from public.webhook_queue where attempts > 1', 'control: those changes are kept');

select * from finish();
