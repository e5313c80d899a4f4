select plan(49);

create function pg_temp.states() returns text language sql
as $$ select string_agg(l.state, ' ' order by l.id) from public.alert_list l $$;
create function pg_temp.found(state text) returns text language sql
as $$ select coalesce(string_agg(ltrim(right(l.id::text, 12), '0'), ' ' order by l.id), '') from public.list_alerts(jsonb_build_object('state', state)) l $$;
create function pg_temp.last_audit() returns public.audit_trail language sql
as $$ select l from public.audit_trail l order by l.created_at desc, l.ctid desc limit 1 $$;

select tests.act_as('admin');
select is(pg_temp.states(), 'open open open acknowledged', 'an alert that arrived acknowledged stays away');

-- Snoozing
select results_eq($$select outcome from public.snooze_ops_alerts(array[tests.row_id('a', 1), tests.row_id('a', 9)], now() + interval '2 hours')$$,
  $$values ('done'), ('missing')$$, 'snoozing returns its outcome');
select is(pg_temp.states(), 'snoozed open open acknowledged', 'a snoozed alert is not open');
select is(pg_temp.found('open'), '2 3', 'nor in the open list');
select is(pg_temp.found('snoozed'), '1', 'but in that of the snoozed');
select is((select open_alerts from public.pulse()), 2, 'nor counted as waiting');
select is((select id from public.oldest_unhandled() where queue = 'alerts'), tests.row_id('a', 2), 'nor what waits longest');
select is((select open_alerts from public.customer_list where user_id = tests.id_of('customer')), 0, 'nor among its customer''s');
select results_eq('select action, action_type, metadata ? ''until'' from pg_temp.last_audit()', $$values ('alert.snoozed', 'snooze', true)$$, 'snoozing is audited');
select tests.act_as('second admin');
select results_eq($$select outcome, actor_email from public.snooze_ops_alerts(array[tests.row_id('a', 1)], now() + interval '1 day')$$,
  $$values ('already', 'admin@kryonex.test')$$, 'the second admin sees who was first');
select is((select snoozed_until from public.ops_alerts where id = tests.row_id('a', 1)), now() + interval '2 hours', 'and overwrites nothing');
select is(tests.rows_or_refusal($$update public.ops_alerts set snoozed_until = now() + interval '1 day' where id = tests.row_id('a', 1)$$), 'PT409',
  'nor by a plain update');
select is((select outcome from public.unsnooze_ops_alerts(array[tests.row_id('a', 1)])), 'done', 'a snooze can be ended');
select is(pg_temp.found('open'), '1 2 3', 'which brings the alert back');
select is((select action from pg_temp.last_audit()), 'alert.unsnoozed', 'and is audited');
select throws_ok($$select public.snooze_ops_alerts(array[tests.row_id('a', 1)], now() - interval '1 minute')$$, '22023', null, 'not into the past');
select throws_ok($$select public.snooze_ops_alerts(array[tests.row_id('a', 1)], now() + interval '91 days')$$, '22023', null, 'nor for ever');
select tests.act_as('service_role');
update public.ops_alerts set snoozed_until = now() - interval '1 minute' where id = tests.row_id('a', 1);
select tests.act_as('admin');
select is(pg_temp.found('open'), '1 2 3', 'a snooze that is over is over by itself');

-- Acknowledged, and back
select is((select outcome from public.acknowledge_ops_alerts(array[tests.row_id('a', 1)])), 'done', 'it can be acknowledged then');
select is((select (snoozed_until is null, returns_at = now() + interval '72 hours')::text from public.ops_alerts where id = tests.row_id('a', 1)), '(t,t)',
  'which ends the snooze and lasts as long as its severity says');
select tests.act_as('service_role');
update public.ops_alerts set acknowledged_at = now() - interval '5 hours', acknowledged_by = tests.id_of('second admin') where id in (tests.row_id('a', 2), tests.row_id('a', 3));
update public.ops_alerts set acknowledged_at = now() - interval '3 hours' where id = tests.row_id('a', 3);
select tests.act_as('admin');
select is(pg_temp.states(), 'acknowledged open acknowledged acknowledged', 'a critical alert not closed within 4 hours of its acknowledgement is open again');
select is(pg_temp.found('open'), '2', 'and in the open list');
select is((select critical_alerts from public.pulse()), 1, 'and counted');
select is((select acknowledged_by_email from public.alert_list where id = tests.row_id('a', 2)), 'second-admin@kryonex.test', 'who acknowledged it is still known');
select results_eq($$select outcome from public.acknowledge_ops_alerts(array[tests.row_id('a', 2), tests.row_id('a', 3)])$$, $$values ('done'), ('already')$$,
  'it can be acknowledged again');
select results_eq($$select acknowledged_by, snoozed_by, returns_at = now() + interval '4 hours' from public.ops_alerts where id = tests.row_id('a', 2)$$,
  $$values (tests.id_of('second admin'), tests.id_of('admin'), true)$$, 'which keeps the first name and holds as long again');
select is(pg_temp.found('open'), '', 'and is gone from the open list');
select is((select outcome from public.unsnooze_ops_alerts(array[tests.row_id('a', 2)])), 'done', 'taking that back');
select is(pg_temp.found('open'), '2', 'brings it back, acknowledged as before');

-- Closing
select results_eq($$select outcome from public.close_ops_alerts(array[tests.row_id('a', 2), tests.row_id('a', 4)])$$, $$values ('done'), ('done')$$, 'closing');
select is(pg_temp.found('closed'), '2 4', 'ends it');
select is((select (closed_by = tests.id_of('admin') and closed_at = now() and returns_at is null)::text from public.ops_alerts where id = tests.row_id('a', 2)), 'true',
  'stamped with the caller and the time');
select is((select action from pg_temp.last_audit()), 'alert.closed', 'and audited');
select tests.act_as('second admin');
select results_eq($$select outcome, actor_email from public.close_ops_alerts(array[tests.row_id('a', 2)])$$, $$values ('already', 'admin@kryonex.test')$$, 'once');
select results_eq($$select outcome, actor_email from public.unacknowledge_ops_alerts(array[tests.row_id('a', 2)])$$, $$values ('already', 'admin@kryonex.test')$$,
  'what is closed stays acknowledged');
select is(tests.rows_or_refusal($$update public.ops_alerts set acknowledged_at = null where id = tests.row_id('a', 2)$$), '22023', 'by a plain update too');
select is((select outcome from public.reopen_ops_alerts(array[tests.row_id('a', 2)])), 'done', 'reopening');
select is(pg_temp.states(), 'acknowledged open acknowledged closed', 'takes it back to where it was');
select is((select (public.unacknowledge_ops_alerts(array[tests.row_id('a', 1)])).outcome), 'done', 'control: an open one can be unacknowledged');
select is((select outcome from public.close_ops_alerts(array[tests.row_id('a', 1)])), 'done', 'an alert that nobody acknowledged can be closed at once');
select is((select acknowledged_by from public.ops_alerts where id = tests.row_id('a', 1)), tests.id_of('second admin'), 'and is acknowledged with it');
select is((select outcome from public.reopen_ops_alerts(array[tests.row_id('a', 1)])), 'done', 'reopening it');
select is((select acknowledged_at from public.ops_alerts where id = tests.row_id('a', 1)), null, 'takes that back as well');

-- What only the database says
select is(tests.rows_or_refusal($$update public.ops_alerts set returns_at = null where id = tests.row_id('a', 3)$$), '42501', 'nobody writes returns_at');
update public.ops_alerts set closed_at = '2020-01-01', closed_by = tests.id_of('admin') where id = tests.row_id('a', 3);
select results_eq($$select closed_at = now(), closed_by from public.ops_alerts where id = tests.row_id('a', 3)$$,
  $$values (true, tests.id_of('second admin'))$$, 'closing by a plain update is stamped all the same');
select is(tests.rows_or_refusal($$update public.ops_alerts set closed_by = tests.id_of('admin') where id = tests.row_id('a', 3)$$), 'PT409', 'and cannot be rewritten');

select tests.act_as('customer');
select is(tests.refusals($$select public.snooze_ops_alerts(array[tests.row_id('a', 1)], now() + interval '1 hour')$$,
    $$select public.close_ops_alerts(array[tests.row_id('a', 1)])$$, $$select public.assign_ops_alerts(array[tests.row_id('a', 1)], tests.id_of('admin'))$$,
    $$select public.acknowledge_alert_storm('latency', '2020-01-01', now())$$, $$select public.unacknowledge_alert_storm('latency', '2020-01-01', now(), now())$$),
  '{42501}', 'a customer is refused all of it');
select tests.act_as('anon');
select is(tests.rows_or_refusal($$select public.close_ops_alerts(array[tests.row_id('a', 1)])$$), '42501', 'anon may not call it');
select tests.act_as('admin');
select is(pg_temp.states(), 'open open closed closed', 'control: nothing happened');

select * from finish();
