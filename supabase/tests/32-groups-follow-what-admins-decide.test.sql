create function pg_temp.state_of(wanted uuid) returns text language sql as $$ select l.state from public.error_group_list l where l.id = wanted $$;
create function pg_temp.last_audit() returns public.audit_trail language sql
as $$ select l from public.audit_trail l where l.entity = 'error_groups' order by l.created_at desc, l.ctid desc limit 1 $$;
create temp table g as select private.error_group_id('split', 'Lost 1', null) as id;
grant select on g to public;
create function pg_temp.happen(number integer, at timestamptz, whose text default 'customer') returns void language sql as $$
  insert into public.error_logs (id, error_type, message, endpoint, user_id, created_at)
  values (tests.row_id('e', 500 + number), 'split', 'Lost ' || number, '/x', tests.id_of(whose), at) $$;

select plan(50);

select tests.act_as('service_role');
select pg_temp.happen(n, now() - n * interval '1 hour') from generate_series(1, 5) n;
select pg_temp.happen(6, now() - interval '2 hours', 'other customer');
update public.error_logs set resolved_at = now() - interval '30 minutes' where id = tests.row_id('e', 505);
select tests.act_as('admin');
select is(pg_temp.state_of((select id from g)), 'unresolved', 'a group with unresolved errors is unresolved');
select tests.act_as('postgres');
select private.apply_error_group_deltas(1000), private.update_error_group_impact(array[(select id from g)]);
select tests.act_as('admin');
select row_eq($$select events, unresolved, customers, worst_grade, plans, impact from public.list_error_groups('{"type": ["split"]}')$$,
  row (6::bigint, 5::bigint, 2, 'F'::text, '{core,elite}'::text[], (149 + 497)::bigint),
  'the list shows how many, whom, and the impact: what their plans cost a month');
select is((select impact_parts from public.list_error_groups('{"type": ["split"]}')),
  '[{"plan": "elite", "customers": 1, "price": 497}, {"plan": "core", "customers": 1, "price": 149}]'::jsonb, 'plan by plan');

-- Resolving.
select throws_ok($$select public.resolve_error_groups(array[(select id from g)], ' ')$$, '22023', 'notes must not be empty', 'a note is required');
select row_eq($$select outcome, actor_email, rows_left from public.resolve_error_groups(array[(select id from g)], ' Restarted ')$$,
  row ('done'::text, 'admin@kryonex.test'::text, 0::bigint), 'resolving returns done');
select is(pg_temp.state_of((select id from g)), 'resolved', 'the group is resolved');
select is((select count(*) from public.error_logs where error_type = 'split' and resolved_at is null), 0::bigint, 'and so are its errors');
select is((select count(*) from public.error_logs e join public.error_group_states s on s.group_id = e.group_id and s.resolved_at = e.resolved_at
  and e.resolved_by = tests.id_of('admin') and e.resolution_notes = 'Restarted'), 5::bigint, 'with its stamps; who was resolved before keeps theirs');
select row_eq('select actor_id, action, action_type, entity_id, metadata from pg_temp.last_audit()',
  row (tests.id_of('admin'), 'error_group.resolved'::text, 'resolve'::text, (select id::text from g), '{"notes": "Restarted"}'::jsonb), 'it is audited');
select is((select count(*) from public.audit_trail where entity = 'error_logs' and actor_id is not null), 0::bigint, 'once, not for every error');
select tests.act_as('second admin');
select row_eq($$select outcome, actor_email, rows_left from public.resolve_error_groups(array[(select id from g)], 'Mine')$$,
  row ('already'::text, 'admin@kryonex.test'::text, 0::bigint), 'the second admin sees who was first');
select is((select resolution_notes from public.error_group_states), 'Restarted', 'and overwrites nothing');

-- In flight, and new ones.
select tests.act_as('service_role');
select pg_temp.happen(7, now() - interval '1 second');
select is(pg_temp.state_of((select id from g)), 'resolved', 'an error that was on its way does not reopen the group');
select tests.act_as('admin');
select is((select unresolved from public.error_group_list where error_type = 'split'), 1::bigint, 'it is counted until changes are applied');
select count(*) from public.list_error_groups();
select is((select resolution_notes from public.error_logs where id = tests.row_id('e', 507)), 'Restarted', 'then it is resolved with its group');
select is((select unresolved from public.list_error_groups('{"type": ["split"], "state": "resolved"}')), 0::bigint, 'which leaves none');
select is((select count(*) from public.audit_trail where entity = 'error_logs' and entity_id = tests.row_id('e', 507)::text), 0::bigint, 'nobody acted on it');
select tests.act_as('service_role');
select pg_temp.happen(8, clock_timestamp() + interval '1 minute');
select tests.act_as('admin');
select is(pg_temp.state_of((select id from g)), 'regressed', 'a new error does');
select is((select count(*) from public.list_error_groups('{"type": ["split"], "state": "unresolved"}')), 1::bigint, 'the unresolved groups include it');
select is((select count(*) from public.list_error_groups('{"type": ["split"], "state": "regressed"}')), 1::bigint, 'and so do the regressed');

-- Taking it back.
select row_eq($$select outcome, rows_left from public.reopen_error_groups(array[(select id from g)])$$, row ('done'::text, 0::bigint), 'reopening takes the resolve back');
select is(pg_temp.state_of((select id from g)), 'unresolved', 'the group is unresolved');
select is((select count(*) from public.error_logs where error_type = 'split' and resolved_at is null), 7::bigint, 'with the errors that it had resolved, and no others');
select is((select metadata -> 'previous' ->> 'resolution_notes' from pg_temp.last_audit()), 'Restarted', 'the audit log keeps what was undone');
select row_eq($$select outcome, actor_email from public.reopen_error_groups(array[(select id from g)])$$, row ('already'::text, 'admin@kryonex.test'::text),
  'again it is open already');

-- In parts.
select row_eq($$select outcome, rows_left from private.set_group_state(array[(select id from g)], true, 'Parts', 3)$$, row ('done'::text, 3::bigint),
  'of many errors some are left');
select is((select rows_left from private.continue_groups(array[(select id from g)], 2)), 1::bigint, 'which go on');
select is((select rows_left from public.continue_error_groups(array[(select id from g)])), 0::bigint, 'to the end');
select is((select count(*) from public.audit_trail where action = 'error_group.resolved'), 2::bigint, 'without another audit row');
select is((select rows_left from private.set_group_state(array[(select id from g)], false, null, 4)), 2::bigint, 'taking back does, too');
select is((select rows_left from public.continue_error_groups(array[(select id from g)])), 0::bigint, 'to the end');
select is((select count(*) from public.error_logs where error_type = 'split' and resolved_at is null), 7::bigint, 'all are open again');
select private.set_group_state(array[(select id from g)], true, 'Again', 100);
update public.error_logs set resolved_at = null where id = tests.row_id('e', 502);
select is(pg_temp.state_of((select id from g)), 'unresolved', 'reopening one of its errors reopens the group');

-- Snoozing.
select throws_ok($$select public.snooze_error_groups(array[(select id from g)])$$, '22023', null, 'a snooze needs an end');
select throws_ok($$select public.snooze_error_groups(array[(select id from g)], now() - interval '1 hour')$$, '22023', null, 'ahead');
select is((select outcome from public.snooze_error_groups(array[(select id from g)], null, 2)), 'done', 'a group is snoozed');
select is(pg_temp.state_of((select id from g)), 'snoozed', 'and says so');
select is((select outcome from public.snooze_error_groups(array[(select id from g)], null, 90)), 'already', 'a second snooze overwrites nothing');
select tests.act_as('service_role');
select pg_temp.happen(9, now());
select is(pg_temp.state_of((select id from g)), 'snoozed', 'one more event does not end it');
select pg_temp.happen(10, now());
select is(pg_temp.state_of((select id from g)), 'unresolved', 'two more do');
select tests.act_as('admin');
select public.snooze_error_groups(array[(select id from g)], now() + interval '1 day', null, 1);
select tests.act_as('service_role');
select pg_temp.happen(11, now(), 'unscored customer');
select is(pg_temp.state_of((select id from g)), 'unresolved', 'one more customer ends it, before its time');
select tests.act_as('admin');
select public.snooze_error_groups(array[(select id from g)], now() + interval '1 day');
select is((select outcome from public.unsnooze_error_groups(array[(select id from g)])), 'done', 'it can be woken');
select is((select action from pg_temp.last_audit()), 'error_group.unsnoozed', 'which is audited');

-- Assigning.
select throws_ok($$select public.assign_error_groups(array[(select id from g)], tests.id_of('customer'))$$, '22023', 'assignee must be an admin', 'only admins get work');
select is((select outcome from public.assign_error_groups(array[(select id from g)], tests.id_of('second admin'))), 'done', 'a group is handed to somebody');
select is((select count(*) from public.list_error_groups(jsonb_build_object('assignee', tests.id_of('second admin')))), 1::bigint, 'who finds it');
select is((select metadata ->> 'assignee' from pg_temp.last_audit()), tests.id_of('second admin')::text, 'it is audited');

select is((select outcome from public.resolve_error_groups(array[tests.row_id('f', 9)], 'x')), 'missing', 'what does not exist is missing');
select tests.act_as('customer');
select is(tests.refusals($$select public.resolve_error_groups(array[(select id from g)], 'x')$$, $$select public.assign_error_groups(array[(select id from g)], null)$$,
  $$select public.snooze_error_groups(array[(select id from g)], null, 1)$$, $$select public.reopen_error_groups(array[(select id from g)])$$), '{42501}', 'customers are refused all of it');
-- An account without a profile has no plan, and so no price.
select tests.act_as('postgres');
insert into public.error_logs (error_type, message, user_id) values ('unpriced', 'x', tests.id_of('newcomer')), ('unpriced', 'x', tests.id_of('unscored customer'));
select private.apply_error_group_deltas(1000);
select tests.act_as('admin');
select row_eq($$select customers, unpriced, impact from public.list_error_groups('{"type": ["unpriced"]}')$$, row (2, 1, 149::bigint),
  'the list shows how many customers the impact leaves out');

select * from finish();
