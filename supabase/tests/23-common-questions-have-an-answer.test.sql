select plan(36);

insert into public.usage_limits (user_id, tier, call_cap_seconds, call_used_seconds, sms_cap, sms_used, limit_state) values
  (tests.id_of('customer'), 'core', 9000, 8000, 50, 10, 'under'), (tests.id_of('other customer'), 'elite', 72000, 79300, 500, 500, 'hard');
update public.agents set phone_number = '+14155551234' where user_id = tests.id_of('customer');
insert into public.reconciliation_runs (run_type, status, started_at, discrepancies_found)
select 'nightly', 'completed', timestamptz '2026-03-01 03:00+00' + n * interval '1 day', n from generate_series(1, 12) n;

select tests.act_as('admin');

select results_eq($$select tier, call_used_seconds, call_cap_seconds, call_credit, sms_used, sms_cap, sms_credit, limit_state
  from public.usage_of(tests.id_of('other customer'))$$, $$values ('elite', 79300, 72000, 0, 500, 500, 0, 'hard')$$, 'usage of a customer');
select is_empty($$select from public.usage_of(tests.id_of('unscored customer'))$$, 'no row for one without limits');
select is_empty('select from public.usage_of(null)', 'nor for nobody');

select is((select user_id from public.agent_by_phone(writing)), tests.id_of('customer'), 'the agent of ' || writing)
from unnest(array['+14155551234', '4155551234', '14155551234', '(415) 555-1234', '415.555.1234', '1-415-555-1234', ' +1 415 555 1234 ',
  '+1 (415) 555-1234 ext. 9', '415-555-1234 x12', 'tel:+1-415-555-1234', '00 1 415 555 1234', '011 1 415 555 1234']) writing;
select is_empty(format('select from public.agent_by_phone(%L)', writing), format('no agent for %L', writing))
from unnest(array['', 'abc', '5551234', '+4155551234', '+14155551239', '%', null]) writing;

select is((select count(*) from public.reconciliation_status()), 10::bigint, 'the latest ten reconciliation runs');
select results_eq('select discrepancies_found from public.reconciliation_status(2)', array[12, 11], 'or as many as asked for, the newest first');
select is(tests.rows_or_refusal('select from public.reconciliation_status(0)'), '22023', 'at least one');
select is(tests.rows_or_refusal('select from public.reconciliation_status(null)'), '22023', 'a number');
select isnt_empty($$select from public.list_webhooks('{"state": "pending"}')$$, 'the webhook queue');
select isnt_empty($$select from public.list_errors('{"state": "unresolved"}')$$, 'recent errors');
select is((select count(*) from public.health_distribution()), 5::bigint, 'the distribution of grades');

select tests.act_as('customer');
select is_empty($$select from public.usage_of(tests.id_of('customer'))$$, 'the answers are for admins: a customer reads their usage from the table');
select is_empty($$select from public.agent_by_phone('415 555 1234')$$, 'and their agent');
select is_empty('select from public.reconciliation_status()', 'and sees no reconciliation');
select isnt_empty('select from public.usage_limits', 'control: the table shows a customer their own');

select tests.act_as('postgres');
-- A database that was in use before has no such check.
alter table public.agents drop constraint if exists agents_phone_number_check;
update public.agents set phone_number = '(415) 555-1234' where user_id = tests.id_of('customer');
select tests.act_as('service_role');
select is((select user_id from public.agent_by_phone('+1 415-555-1234')), tests.id_of('customer'), 'a number as somebody typed it is found by any other writing');
select isnt_empty($$select from public.usage_of(tests.id_of('customer'))$$, 'the backend may ask too');

select tests.act_as('anon');
select is(tests.rows_or_refusal('select public.' || call), '42501', 'anon may not ask ' || call) from unnest(array['agent_by_phone(''1'')']) call;

select * from finish();
