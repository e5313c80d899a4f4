select plan(34);
insert into public.usage_limits (user_id, tier, call_cap_seconds, sms_cap, call_credit, sms_credit, period_start, period_end) values
  (tests.id_of('customer'), 'core', 9000, 50, 0, 0, '2026-03-01', '2026-04-01');
select tests.empty_audit_trail();

create function pg_temp.credit() returns text language sql as
  $$ select u.call_credit || ' ' || u.sms_credit from public.usage_limits u where u.user_id = tests.id_of('customer') $$;

select tests.act_as('admin');
select row_eq($$select id, outcome, actor_id from public.grant_credit(tests.id_of('customer'), 'call', 1800, ' Storm of errors ', tests.row_id('1', 1))$$,
  row (tests.row_id('1', 1), 'done'::text, tests.id_of('admin')), 'an admin gives credit');
select is(pg_temp.credit(), '1800 0', 'which is on the account');
select row_eq($$select user_id, actor_id, action, action_type, entity, entity_id, metadata from public.audit_trail$$,
  row (tests.id_of('customer'), tests.id_of('admin'), 'usage.credit_changed'::text, 'credit'::text, 'usage_limits'::text, tests.id_of('customer')::text,
    jsonb_build_object('reason', 'Storm of errors', 'request', tests.row_id('1', 1), 'previous', '{"call_credit": 0, "sms_credit": 0}'::jsonb,
      'now', '{"call_credit": 1800, "sms_credit": 0}'::jsonb)), 'and in the audit log, with the reason');
select tests.act_as('second admin');
select row_eq($$select outcome, actor_email from public.grant_credit(tests.id_of('customer'), 'call', 1800, 'Again', tests.row_id('1', 1))$$,
  row ('already'::text, 'admin@kryonex.test'::text), 'the same request grants nothing twice, and returns who granted it');
select is(pg_temp.credit(), '1800 0', 'so the credit stays');
select is((select count(*) from public.audit_trail), 1::bigint, 'and nothing is written');
select results_eq($$select outcome from public.grant_credit(tests.id_of('customer'), 'sms', 30, 'x', tests.row_id('1', 2))$$, $$values ('done'::text)$$, 'messages are given as well');
select is(pg_temp.credit(), '1800 30', 'as well as the calls');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'call', 18001, 'x', gen_random_uuid())$$, '22023', null, 'more than 300 minutes at once are refused');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'sms', 301, 'x', gen_random_uuid())$$, '22023', null, 'so are more than 300 messages');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'call', 16201, 'x', gen_random_uuid())$$, '22023', null, 'and more in all than the plan gives, or one full grant');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'call', 0, 'x', gen_random_uuid())$$, '22023', null, 'and nothing');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'call', -60, 'x', gen_random_uuid())$$, '22023', null, 'and less than nothing');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'fax', 1, 'x', gen_random_uuid())$$, '22023', null, 'and credit of another kind');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'call', 60, ' ', gen_random_uuid())$$, '22023', 'reason must not be empty', 'and credit for no reason');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'call', 60, 'x', null)$$, '22023', null, 'and without a key');
select results_eq($$select outcome from public.grant_credit(gen_random_uuid(), 'call', 60, 'x', gen_random_uuid())$$, $$values ('missing'::text)$$, 'who has no limits gets none');

select results_eq($$select outcome from public.revoke_credit(tests.row_id('1', 1))$$, $$values ('done'::text)$$, 'a grant is taken back');
select is(pg_temp.credit(), '0 30', 'that one and no other');
select row_eq($$select outcome, actor_email from public.revoke_credit(tests.row_id('1', 1))$$, row ('already'::text, 'second-admin@kryonex.test'::text), 'once');
select results_eq($$select outcome from public.revoke_credit(gen_random_uuid())$$, $$values ('missing'::text)$$, 'an unknown one is missing');
select tests.act_as('service_role');
update public.usage_limits set period_start = '2026-04-01', sms_credit = 100 where user_id = tests.id_of('customer');
select row_eq($$select actor_id, metadata #>> '{previous,sms_credit}' from public.audit_trail where action = 'usage.period_started'$$, row (null::uuid, '30'::text),
  'a new period is in the log as the platform''s doing, with what there was');
select is((select count(*) from public.audit_trail where action = 'usage.credit_changed' and actor_id is null), 0::bigint, 'and not once more as a change of credit');
select tests.act_as('admin');
select results_eq($$select outcome from public.revoke_credit(tests.row_id('1', 2))$$, $$values ('already'::text)$$, 'credit of a period that is over cannot be taken back');
select is(pg_temp.credit(), '0 100', 'and is not');

select row_eq($$select outcome, actor_id from public.set_hard_stop(tests.id_of('customer'), true, 'Fraud')$$, row ('done'::text, tests.id_of('admin')), 'an admin stops usage');
select row_eq($$select outcome, actor_id from public.set_hard_stop(tests.id_of('customer'), true, 'Fraud')$$, row ('already'::text, tests.id_of('admin')), 'once, and is named');
select results_eq($$select outcome from public.set_hard_stop(tests.id_of('customer'), false, 'Paid')$$, $$values ('done'::text)$$, 'and lifts the stop');
select results_eq($$select action, metadata ->> 'reason' from public.audit_trail where action like 'usage.hard%' order by action$$,
  $$values ('usage.hard_stop_lifted'::text, 'Paid'::text), ('usage.hard_stop_set', 'Fraud')$$, 'both with their reasons');
select throws_ok($$select public.set_hard_stop(tests.id_of('customer'), true, '')$$, '22023', null, 'which neither goes without');
select is(tests.rows_or_refusal($$update public.usage_limits set call_credit = 1$$), '0', 'past the functions nobody changes limits');

select tests.act_as('customer');
select is(tests.refusals($$select public.grant_credit(tests.id_of('customer'), 'call', 60, 'x', tests.row_id('1', 3))$$,
  $$select public.revoke_credit(tests.row_id('1', 2))$$, $$select public.set_hard_stop(tests.id_of('customer'), false, 'x')$$), '{42501}', 'a customer gives themselves nothing');
select tests.act_as('signed-out admin');
select is(tests.refusals($$select public.grant_credit(tests.id_of('customer'), 'call', 60, 'x', tests.row_id('1', 3))$$,
  $$select public.revoke_credit(tests.row_id('1', 2))$$, $$select public.set_hard_stop(tests.id_of('customer'), false, 'x')$$), '{42501}', 'nor does somebody who has signed out');
select tests.act_as('anon');
select throws_ok($$select public.grant_credit(tests.id_of('customer'), 'call', 60, 'x', tests.row_id('1', 3))$$, '42501', null, 'visitors may not even ask');
select * from finish();
