select plan(29);

insert into public.ops_alerts (id, alert_type, severity, message, user_id, created_at)
select tests.row_id('f', n), 'flood', 'warning', 'Flood ' || n, tests.id_of('customer'), now() - n * interval '1 minute' from generate_series(1, 25) n;
insert into public.error_logs (id, error_type, message, user_id, created_at)
select tests.row_id('d', n), 'bulk_type', 'Bulk ' || n, tests.id_of('customer'), now() - n * interval '1 minute' from generate_series(1, 5) n;

create temp table frozen (frozen_at timestamptz, matches bigint);
grant all on frozen to public;

select tests.act_as('admin');
insert into frozen select f.frozen_at, f.matches from public.freeze_matching('alerts', 'acknowledge', '{"type": ["flood"], "state": "open"}') f;
select is((select matches from frozen), 25::bigint, 'the exact number that match');

select tests.act_as('postgres');
insert into public.ops_alerts (id, alert_type, severity, created_at) values (tests.row_id('f', 99), 'flood', 'warning', now() + interval '1 hour');
select tests.act_as('second admin');
select is((select outcome from public.acknowledge_ops_alerts(array[tests.row_id('f', 25)])), 'done', 'somebody else is first on one of them');

select tests.act_as('admin');
create temp table part as select * from public.act_on_matching('alerts', 'acknowledge', '{"type": ["flood"], "state": "open"}', null, (select frozen_at from frozen), null, 10);
select results_eq('select done, remaining from part', $$values (10::bigint, true)$$, 'the first part is as long as asked');
select is((select min(created_at) from public.ops_alerts where acknowledged_by = tests.id_of('admin') and alert_type = 'flood'), now() - interval '24 minutes', 'the oldest first');
select results_eq($$select a.done, a.remaining from public.act_on_matching('alerts', 'acknowledge', '{"type": ["flood"], "state": "open"}', null,
  (select frozen_at from frozen), (select bulk_id from part), 20) a$$, $$values (14::bigint, false)$$, 'the next goes on with the rest');
select is((select done from public.bulk_actions), 24::bigint, 'one record counts both');
select is((select count(*) from public.audit_trail where action = 'alert.acknowledged' and actor_id = tests.id_of('admin')), 24::bigint, 'every row has its audit row');
select is((select acknowledged_by from public.ops_alerts where id = tests.row_id('f', 25)), tests.id_of('second admin'), 'the first stamp stays');
select is((select acknowledged_at from public.ops_alerts where id = tests.row_id('f', 99)), null, 'what came after the freeze was not meant');
select throws_ok($$select public.act_on_matching('alerts', 'acknowledge', '{"type": ["other"]}', null, (select frozen_at from frozen), (select bulk_id from part))$$,
  '22023', null, 'a part of another action is refused');

select is((select outcome from public.unacknowledge_ops_alerts(array[tests.row_id('f', 3)])), 'done', 'one is opened again');
select tests.act_as('second admin');
select is((select outcome from public.acknowledge_ops_alerts(array[tests.row_id('f', 3)])), 'done', 'and acknowledged by somebody else');
select throws_ok($$select public.undo_bulk((select bulk_id from part))$$, '22023', 'there is nothing of yours to undo', 'nobody undoes what others did');
select tests.act_as('admin');
select results_eq($$select undone, kept, remaining from public.undo_bulk((select bulk_id from part))$$, $$values (10::bigint, 0::bigint, true)$$, 'undo takes back a part');
select results_eq($$select undone, kept, remaining from public.undo_bulk((select bulk_id from part))$$, $$values (13::bigint, 1::bigint, false)$$,
  'then the next, without rows that were handled again');
select is((select count(*) from public.ops_alerts where alert_type = 'flood' and acknowledged_at is null), 24::bigint, 'they are open again, and the late one still is');
select is((select undone from public.bulk_actions), 23::bigint, 'and that is counted');

select throws_ok($$select public.act_on_matching('errors', 'resolve', '{"type": ["bulk_type"]}', '  ', now())$$, '22023', 'notes must not be empty', 'resolving asks for notes');
select is((select done from public.act_on_matching('errors', 'resolve', '{"type": ["bulk_type"], "q": "bulk"}', 'Fixed', now())), 5::bigint, 'with notes, what a text search finds is resolved');
select is((select count(*) from public.error_logs where error_type = 'bulk_type' and resolution_notes = 'Fixed' and resolved_by = tests.id_of('admin')), 5::bigint, 'each row with notes and stamp');
select tests.act_as('postgres');
insert into public.ops_alerts (id, alert_type, severity, created_at, acknowledged_at, acknowledged_by, returns_at)
values (tests.row_id('f', 50), 'came_back', 'warning', now() - interval '3 days', now() - interval '2 days', tests.id_of('second admin'), now() - interval '1 day');
select tests.act_as('admin');
create temp table again as select * from public.act_on_matching('alerts', 'acknowledge', '{"type": ["came_back"], "state": "open"}', null, now());
select results_eq($$select acknowledged_by, snoozed_by, returns_at > now() from public.ops_alerts where id = tests.row_id('f', 50)$$,
  $$values (tests.id_of('second admin'), tests.id_of('admin'), true)$$, 'an alert that came back is put off again');
select is((select undone from public.undo_bulk((select bulk_id from again))), 1::bigint, 'which can be taken back');
select results_eq($$select acknowledged_by, snoozed_until from public.ops_alerts where id = tests.row_id('f', 50)$$,
  $$values (tests.id_of('second admin'), null::timestamptz)$$, 'without taking the acknowledgement of before');
select throws_ok($$select public.act_on_matching('errors', 'acknowledge', '{}', null, now())$$, '22023', 'no such action on this list', 'an action of another list is refused');
select tests.act_as('postgres');
update public.bulk_actions set started_at = now() - interval '11 minutes' where list = 'errors';
select tests.act_as('admin');
select throws_ok($$select public.undo_bulk((select id from public.bulk_actions where list = 'errors'))$$, '22023', 'it is more than ten minutes ago', 'after ten minutes there is no undo');

select tests.act_as('customer');
select throws_ok($$select public.act_on_matching('alerts', 'acknowledge', '{}', null, now())$$, '42501', null, 'a customer acts on nothing');
select is((select matches from public.freeze_matching('alerts', 'acknowledge', '{}')), 0::bigint, 'and learns no number');
select throws_ok($$select public.undo_bulk(gen_random_uuid())$$, '42501', null, 'and undoes nothing');
select tests.act_as('postgres');
select is((select count(*) from public.ops_alerts where acknowledged_by = tests.id_of('customer')), 0::bigint, 'really');

select * from finish();
