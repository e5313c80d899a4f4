select plan(47);

select tests.act_as('service_role');
insert into public.usage_limits (user_id, call_cap_seconds, call_used_seconds, period_start, period_end)
values (tests.id_of('customer'), 1000, 250, now() - interval '15 days', now() + interval '15 days');
insert into public.usage_calls (user_id, seconds, created_at)
select tests.id_of('customer'), 1, now() - case when n <= 10 then interval '20 days' else interval '2 days' end from generate_series(1, 15) n;
insert into public.active_sessions (user_id, token_hash, last_active) values (tests.id_of('customer'), 'x', now() - interval '9 days');
insert into public.subscriptions (user_id, status) values (tests.id_of('customer'), 'past_due');
insert into public.webhook_queue (user_id, event_type, received_at) values (tests.id_of('customer'), 'invoice.payment_failed', now() - interval '1 day');
update public.profiles set transfer_number = '+14155550123', cal_com_url = 'https://cal.example/a' where user_id = tests.id_of('customer');
insert into public.error_logs (user_id, error_type, message) select tests.id_of('customer'), 'x', 'y' from generate_series(1, 3);
insert into public.customer_health_history (user_id, score, created_at) values (tests.id_of('customer'), 60, now() - interval '20 days');

select tests.act_as('postgres');
select results_eq($$select round(share, 3), evidence from private.health_usage(tests.id_of('customer'))$$,
  $$values (0.75, '25 % of the minutes used, 5 calls in 14 days, was 10')$$, 'half of the pace that the plan allows, and half of the calls');
select results_eq($$select share, evidence from private.health_engagement(tests.id_of('customer'))$$, $$values (0.6, 'last seen 9 days ago')$$, 'days since a sign-in');
select results_eq($$select round(share, 3), evidence from private.health_adoption(tests.id_of('customer'))$$,
  $$values (0.5, '2 of 6 features in use, without business hours, post-call texts, review requests, webhooks of their own')$$, 'features in use');
select results_eq($$select round(share, 3), evidence from private.health_payment(tests.id_of('customer'))$$,
  $$values (0.1, 'subscription past due, 1 failed invoice in 30 days')$$, 'a failed invoice on a subscription past due');
select results_eq($$select round(share, 3), evidence from private.health_incidents(tests.id_of('customer'))$$,
  $$values (round(exp(-5 / 30.0), 3), '3 errors in 7 days, 1 open alert')$$, 'errors and open alerts');
select is(private.grade_of(score) || private.risk_of(score), expected, format('%s points', score))
from (values (100, 'Alow'), (90, 'Alow'), (89, 'Blow'), (80, 'Blow'), (79, 'Cmedium'), (70, 'Cmedium'), (69, 'Dhigh'), (60, 'Dhigh'), (59, 'Fcritical'), (0, 'Fcritical')) v (score, expected);

-- Missing data
select is((select share from private.health_usage(tests.id_of('unscored customer'))), null, 'no limits and no calls are no data');
select is((select share from private.health_payment(tests.id_of('unscored customer'))), null, 'nor is no subscription');
select is((select score from private.model_health(tests.id_of('unscored customer'))), round(100 * 20 / 35.0)::integer, 'what is known carries the weight of what is not');
select is((select factors -> 'usage' from private.model_health(tests.id_of('unscored customer'))) -> 'score', 'null'::jsonb, 'which its entry says');
select is((select sum((f.value ->> 'max')::numeric) from private.model_health(tests.id_of('customer')) m, jsonb_each(m.factors) f), 100.0, 'the parts make up the whole');

-- The test calculation
select tests.act_as('admin');
select results_eq($$select old_score, old_grade, new_score, new_grade, new_risk from public.preview_health(array[tests.id_of('customer')])$$,
  $$select 55, 'F', round(30 * 0.75 + 15 * 0.6 + 15 * 0.5 + 20 * 0.1 + 20 * exp(-5 / 30.0))::integer, 'F', 'critical'$$, 'the effect is shown');
select is((select score from public.customer_health_scores where user_id = tests.id_of('customer')), 55, 'before it is saved');
select is_empty($$select from public.audit_trail where action like 'health.%'$$, 'which leaves no trace');
select is_empty($$select from public.preview_health(array[tests.id_of('second admin')])$$, 'admins are no customers');

-- Saving it
select results_eq($$select id, outcome, old_score, new_score from public.recalculate_health(array[tests.id_of('customer'), tests.id_of('unscored customer'), tests.row_id('f', 1)])$$,
  $$values (tests.id_of('customer'), 'done', 55, 58), (tests.id_of('unscored customer'), 'done', null, 57), (tests.row_id('f', 1), 'missing', null, null)$$, 'each returns its outcome');
select results_eq($$select score, grade, risk_level, last_calculated = now(), factors -> 'payment' ->> 'weight' from public.customer_health_scores where user_id = tests.id_of('customer')$$,
  $$values (58, 'F', 'critical', true, '20')$$, 'the score is saved with its factors');
select results_eq($$select score from public.customer_health_history where user_id = tests.id_of('customer') and created_at = now()$$, array[58], 'and in the history');
select results_eq($$select actor_id, user_id, metadata ->> 'score', metadata -> 'previous' ->> 'score' from public.audit_trail where action = 'health.recalculated' and user_id = tests.id_of('customer')$$,
  $$values (tests.id_of('admin'), tests.id_of('customer'), '58', '55')$$, 'and in the audit log');

-- Taking it back
select tests.act_as('second admin');
select results_eq($$select outcome from public.restore_health(array[tests.id_of('customer')])$$, array['already'], 'nobody takes back what a colleague did');
select tests.act_as('admin');
select results_eq($$select outcome from public.restore_health(array[tests.id_of('customer'), tests.id_of('unscored customer'), tests.row_id('f', 1)])$$, array['done', 'done', 'missing'], 'one''s own can be');
select results_eq($$select score, grade, last_calculated from public.customer_health_scores where user_id = tests.id_of('customer')$$,
  $$values (55, 'F', timestamptz '2026-03-01 08:00+00')$$, 'and is as it was');
select is_empty($$select from public.customer_health_scores where user_id = tests.id_of('unscored customer')$$, 'where nothing was, nothing is');
select is((select count(*) from public.customer_health_history where user_id = tests.id_of('customer') and created_at = now() and score = 55), 1::bigint, 'the history has that score too');
select results_eq($$select outcome from public.restore_health(array[tests.id_of('customer')])$$, array['already'], 'once only');

-- Weights
select tests.act_as('service_role');
update public.health_model_weights set weight = 0 where factor <> 'feature_adoption';
select tests.act_as('admin');
select is((select new_score from public.preview_health(array[tests.id_of('customer')])), 50, 'the weights are those of the table');
select is(tests.rows_or_refusal($$update public.health_model_weights set weight = 1$$), '0', 'which people do not change');
select tests.act_as('service_role');
delete from public.health_model_weights;
select tests.act_as('admin');
select results_eq($$select outcome from public.recalculate_health(array[tests.id_of('customer')])$$, array['already'], 'without any weight the score stays');

-- Bounds
select throws_ok($$select public.preview_health(array(select gen_random_uuid() from generate_series(1, 201)))$$, '22023', null, '200 customers at most');
select throws_ok($$select public.recalculate_health(array(select gen_random_uuid() from generate_series(1, 201)))$$, '22023', null, 'to save, too');
select throws_ok($$select public.recalculate_health(null)$$, '22023', null, 'no list is refused');

-- Other people
select tests.act_as('customer');
select is(tests.rows_or_refusal(format('select from public.%s(array[tests.id_of(''customer'')])', f)), '42501', 'customers may not ' || f)
from unnest('{preview_health,recalculate_health,restore_health}'::text[]) f;
select tests.act_as('anon');
select is(tests.rows_or_refusal(format('select from public.%s(array[tests.id_of(''customer'')])', f)), '42501', 'nor may anon ' || f)
from unnest('{preview_health,recalculate_health,restore_health}'::text[]) f;
select tests.act_as('demoted admin');
select is(tests.rows_or_refusal('select from public.recalculate_health(array[tests.id_of(''customer'')])'), '42501', 'nor a demoted admin');

select * from finish();
