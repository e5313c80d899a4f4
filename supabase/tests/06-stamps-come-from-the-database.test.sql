select plan(32);

select tests.act_as('admin');

update public.error_logs set resolved_at = '2020-01-01', resolved_by = tests.id_of('second admin'), resolution_notes = '  Restarted  '
where id = tests.row_id('e', 1);
select results_eq($$select resolved_by, resolution_notes, resolved_at = now() from public.error_logs where id = tests.row_id('e', 1)$$,
  $$values (tests.id_of('admin'), 'Restarted', true)$$, 'resolving an error is stamped with the caller and the time, whatever was sent');
select is(tests.rows_or_refusal($$update public.error_logs set resolved_at = now() where id = tests.row_id('e', 2)$$), '22023',
  'an error is not resolved without notes');
select is(tests.rows_or_refusal($$update public.error_logs set resolved_at = now(), resolution_notes = '  ' where id = tests.row_id('e', 2)$$), '22023',
  'nor with blank ones');
select is(tests.rows_or_refusal($$update public.error_logs set resolution_notes = 'x' where id = tests.row_id('e', 2)$$), '22023',
  'notes alone resolve nothing');
select is(tests.rows_or_refusal($$update public.error_logs set resolved_by = tests.id_of('second admin') where id = tests.row_id('e', 2)$$), '22023',
  'nor does a name');
select is(tests.rows_or_refusal($$update public.error_logs set resolution_notes = 'x' where id = tests.row_id('e', 4)$$), 'PT409',
  'another''s resolution is not rewritten');
select is(tests.rows_or_refusal($$update public.error_logs set resolved_at = now() where id = tests.row_id('e', 4)$$), 'PT409',
  'nor stamped again');
update public.error_logs set resolved_at = null, resolution_notes = 'kept?' where id = tests.row_id('e', 4);
select results_eq($$select resolved_at, resolved_by, resolution_notes from public.error_logs where id = tests.row_id('e', 4)$$,
  $$values (null::timestamptz, null::uuid, null::text)$$, 'reopening clears all three stamps');

update public.churn_alerts set resolved_at = '2020-01-01', resolved_by = tests.id_of('second admin'), resolution_notes = 'Called'
where id = tests.row_id('c', 1);
select results_eq($$select resolved_by, resolved_at = now() from public.churn_alerts where id = tests.row_id('c', 1)$$,
  $$values (tests.id_of('admin'), true)$$, 'resolving a churn alert is stamped');
select is(tests.rows_or_refusal($$update public.churn_alerts set resolved_at = now() where id = tests.row_id('c', 2)$$), '22023',
  'a churn alert is not resolved without notes');
select is(tests.rows_or_refusal($$update public.churn_alerts set resolution_notes = 'x' where id = tests.row_id('c', 3)$$), 'PT409',
  'another''s resolution of a churn alert is not rewritten');

update public.ops_alerts set acknowledged_at = '2020-01-01', acknowledged_by = tests.id_of('second admin') where id = tests.row_id('a', 1);
select results_eq($$select acknowledged_by, acknowledged_at = now() from public.ops_alerts where id = tests.row_id('a', 1)$$,
  $$values (tests.id_of('admin'), true)$$, 'acknowledging is stamped');
select is(tests.rows_or_refusal($$update public.ops_alerts set acknowledged_by = tests.id_of('admin') where id = tests.row_id('a', 4)$$), 'PT409',
  'another''s acknowledgement is not taken over');
update public.ops_alerts set acknowledged_by = tests.id_of('second admin') where id = tests.row_id('a', 2);
select is((select acknowledged_by from public.ops_alerts where id = tests.row_id('a', 2)), null, 'a name alone acknowledges nothing');
update public.ops_alerts set acknowledged_at = null where id = tests.row_id('a', 4);
select is((select acknowledged_by from public.ops_alerts where id = tests.row_id('a', 4)), null, 'unacknowledging clears the name');

update public.webhook_queue set processed_at = null, processed_by = 'me', result = 'success', error_message = 'x' where id = tests.row_id('b', 2);
select results_eq($$select processed_at, processed_by, result, error_message, attempts from public.webhook_queue where id = tests.row_id('b', 2)$$,
  $$values (null::timestamptz, null::text, null::text, null::text, 3)$$, 'a requeued webhook is pending, nothing else, and its attempts stay');
select is(tests.rows_or_refusal($$update public.webhook_queue set processed_at = now(), result = 'success' where id = tests.row_id('b', 1)$$), '42501',
  'an admin does not declare a webhook processed');

select tests.act_as('service_role');
update public.error_logs set resolved_at = '2026-03-02', resolved_by = tests.id_of('second admin') where id = tests.row_id('e', 2);
select is((select resolved_by from public.error_logs where id = tests.row_id('e', 2)), tests.id_of('second admin'),
  'the backend''s own stamps are kept');
select is(tests.rows_or_refusal($$update public.webhook_queue set processed_at = now(), result = 'success' where id = tests.row_id('b', 1)$$), '1',
  'the backend processes webhooks');

select tests.act_as('admin');
select is(tests.rows_or_refusal($$update public.error_logs set error_type = error_type$$), '4', 'an update that changes nothing is harmless');

-- Where the platform inserts in numbers, policies guard the inserts of people: a trigger would cost each of the platform's.
select is_empty($$select t.tgrelid::regclass, t.tgname from pg_trigger t
  where t.tgrelid = any ('{public.error_logs,public.ops_alerts,public.webhook_queue,public.latency_logs}'::regclass[]) and t.tgtype::integer & 4 > 0
    and pg_get_triggerdef(t.oid) ~* 'current_user'$$, 'an insert of the platform looks at no guard of people');
select is(tests.rows_or_refusal(format('insert into public.%s', row)), '42501', 'a new row is not stamped by who inserts it: ' || row) from unnest(array[
  $$error_logs (error_type, created_at) values ('x', '2020-01-01')$$,
  $$error_logs (error_type, resolved_at, resolved_by) values ('x', now(), tests.id_of('second admin'))$$,
  $$ops_alerts (alert_type, acknowledged_by) values ('x', tests.id_of('second admin'))$$,
  $$webhook_queue (event_type, attempts) values ('x', 3)$$,
  $$latency_logs (endpoint, duration_ms, created_at) values ('/', 1, '2020-01-01')$$
]) row;
insert into public.error_logs (error_type, message) values ('of an admin', 'New');
select results_eq($$select l.entity_id, l.metadata -> 'row' ->> 'message' from public.audit_trail l where l.action = 'record.inserted' and l.entity = 'error_logs'$$,
  $$select id::text, 'New' from public.error_logs where error_type = 'of an admin'$$, 'it leaves an audit row with the row as it was inserted');
insert into public.webhook_queue (event_type, idempotency_key) values ('x', 'key-1') on conflict (idempotency_key) do nothing;
insert into public.error_logs (id, error_type, message, created_at) select id, 'edited', message, created_at from public.error_logs where id = tests.row_id('e', 3)
on conflict (id) do update set error_type = excluded.error_type;
select is((select error_type from public.error_logs where id = tests.row_id('e', 3)), 'edited', 'an upsert of a row that is there changes it');
select is((select count(*) from public.audit_trail l where l.action = 'record.inserted'), 1::bigint, 'and is no insert, nor is one that meets a key');
select tests.act_as('customer');
select is(private.audit_new_row('error_logs', '{"id": "x"}', '{}'), false, 'a customer writes no audit row');
select is(tests.rows_or_refusal($$insert into public.error_logs (error_type) values ('x')$$), '42501', 'and inserts nothing');
select tests.act_as('service_role');
select is(tests.rows_or_refusal($$insert into public.error_logs (error_type, created_at, resolved_at) values ('x', '2020-01-01', '2020-01-02')$$), '1',
  'control: the backend stamps its own');
select tests.act_as('admin');

select * from finish();
