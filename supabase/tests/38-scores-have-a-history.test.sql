select plan(23);

select tests.act_as('admin');
select results_eq($$select score, grade, churn_risk, created_at from public.customer_health_history where user_id = tests.id_of('customer')$$,
  $$values (55, 'F', 'critical', timestamptz '2026-03-01 08:00+00')$$, 'a first score leaves a row');
select tests.act_as('service_role');
update public.customer_health_scores set last_calculated = '2026-03-02', factors = '{"errors": {"score": 1, "max": 20}}' where user_id = tests.id_of('customer');
update public.customer_health_scores set score = 72, grade = 'C', risk_level = 'medium', last_calculated = '2026-03-03' where user_id = tests.id_of('customer');
select results_eq($$select score, created_at, factors -> 'errors' ->> 'score' from public.customer_health_history where user_id = tests.id_of('customer') order by created_at$$,
  $$values (55, timestamptz '2026-03-01 08:00+00', null), (72, '2026-03-03', '1')$$, 'a calculation that changes the score leaves another, with its factors; one that does not, none');
select tests.act_as('postgres');
insert into public.churn_alerts (user_id, severity, reason, created_at, resolved_at) values
  (tests.id_of('customer'), 'low', 'noted: long ago', '2026-02-01', '2026-03-03 12:00+00'), (tests.id_of('customer'), 'low', 'noted: today', now(), null);
select tests.act_as('admin');
select is((select score_when_resolved from public.churn_list where reason = 'noted: long ago'), 72, 'the score at a moment is the last before it');
select is((select score_when_resolved from public.churn_list where reason = 'noted: today'), null, 'and unknown while nothing is resolved');
select is((select daily_scores from public.churn_list where reason = 'noted: long ago'), '{55,55,72}'::integer[], 'the daily scores begin with the first');
select is((select cardinality(daily_scores) from public.churn_list where reason = 'noted: today'), 31, 'and cover 30 days');
select tests.act_as('postgres');
delete from public.churn_alerts where reason like 'noted: %';
select tests.act_as('customer');
select is_empty('select from public.customer_health_history', 'customers do not see scores');

-- Resolving with an outcome
select tests.act_as('admin');
select results_eq($$select outcome from public.resolve_churn_alerts(array[tests.row_id('c', 1)], 'Called', 'saved')$$, $$values ('done')$$, 'resolving with an outcome');
select is((select resolution_outcome from public.churn_alerts where id = tests.row_id('c', 1)), 'saved', 'keeps it');
select is((select metadata ->> 'outcome' from public.audit_trail where action = 'churn.resolved'), 'saved', 'in the audit log too');
select is((select count(*) from public.list_churn_alerts('{"outcome": ["saved"]}')), 1::bigint, 'and finds it');
select is(tests.rows_or_refusal($$update public.churn_alerts set resolution_outcome = 'lost' where id = tests.row_id('c', 1)$$), 'PT409', 'it cannot be rewritten');
select is(tests.rows_or_refusal($$update public.churn_alerts set resolution_outcome = 'lost' where id = tests.row_id('c', 3)$$), 'PT409', 'nor given afterwards');
update public.churn_alerts set resolution_outcome = 'lost' where id = tests.row_id('c', 2);
select is((select resolution_outcome from public.churn_alerts where id = tests.row_id('c', 2)), null, 'and there is none without a resolution');
select throws_ok($$select public.resolve_churn_alerts(array[tests.row_id('c', 2)], 'Called', 'won')$$, '22023', null, 'an unknown outcome is refused');
select is((select outcome from public.resolve_churn_alerts(array[tests.row_id('c', 2)], 'Called')), 'done', 'without one it works as before');
select is((select outcome from public.reopen_churn_alerts(array[tests.row_id('c', 1)])), 'done', 'reopening');
select is((select resolution_outcome from public.churn_alerts where id = tests.row_id('c', 1)), null, 'clears it');
select is((select metadata -> 'previous' ->> 'resolution_outcome' from public.audit_trail where action = 'churn.reopened'), 'saved', 'but the audit row keeps it');

-- What the score did after
select tests.act_as('service_role');
update public.churn_alerts set resolved_at = '2026-03-02', resolution_notes = 'x' where id = tests.row_id('c', 1);
insert into public.customer_health_history (user_id, score, created_at) values (tests.id_of('customer'), 90, '2026-04-20');
select tests.act_as('admin');
select results_eq($$select score_when_resolved, score_since from public.churn_list where id = tests.row_id('c', 1)$$, $$values (55, 72)$$,
  'the score when it was resolved and 30 days later');

-- Last contact
select results_eq($$select kind, words from public.last_contact(tests.id_of('customer'))$$, $$values ('resolution', 'Called')$$, 'the last contact is what a resolution says');
select isnt(public.add_comment('profiles', tests.id_of('customer'), 'Rang twice'), null, 'a comment');
select tests.act_as('postgres');
update public.comments set created_at = now() + interval '1 second';
select tests.act_as('admin');
select results_eq($$select kind, actor_email, words from public.last_contact(tests.id_of('customer'))$$, $$values ('comment', 'admin@kryonex.test', 'Rang twice')$$,
  'is one, where it is later');

select * from finish();
