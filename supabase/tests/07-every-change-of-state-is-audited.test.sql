select plan(14);

create function pg_temp.last_audit() returns public.audit_trail language sql
as $$ select l from public.audit_trail l order by l.created_at desc, l.ctid desc limit 1 $$;

select tests.act_as('admin');

update public.error_logs set resolved_at = now(), resolution_notes = 'Restarted' where id = tests.row_id('e', 1);
select row_eq('select user_id, actor_id, action, action_type, entity, entity_id, metadata from pg_temp.last_audit()',
  row (tests.id_of('customer'), tests.id_of('admin'), 'error.resolved'::text, 'resolve'::text, 'error_logs'::text, tests.row_id('e', 1)::text,
    '{"notes": "Restarted", "previous": {}}'::jsonb), 'resolving an error by a plain update leaves a full audit row');

update public.error_logs set resolved_at = null where id = tests.row_id('e', 4);
select row_eq('select action, action_type, metadata from pg_temp.last_audit()',
  row ('error.reopened'::text, 'reopen'::text, jsonb_build_object('previous', jsonb_build_object('resolved_at', '2026-03-01T14:00:00+00:00',
    'resolved_by', tests.id_of('second admin'), 'resolution_notes', 'Index added'))), 'reopening keeps what was undone');

update public.ops_alerts set acknowledged_at = now() where id = tests.row_id('a', 1);
select row_eq('select user_id, action, action_type, entity from pg_temp.last_audit()',
  row (tests.id_of('customer'), 'alert.acknowledged'::text, 'acknowledge'::text, 'ops_alerts'::text), 'acknowledging is audited');
update public.ops_alerts set acknowledged_at = null where id = tests.row_id('a', 1);
select is((select action from pg_temp.last_audit()), 'alert.unacknowledged', 'so is taking it back');

update public.churn_alerts set resolved_at = now(), resolution_notes = 'Called' where id = tests.row_id('c', 1);
select is((select action from pg_temp.last_audit()), 'churn.resolved', 'resolving a churn alert is audited');
update public.churn_alerts set resolved_at = null where id = tests.row_id('c', 1);
select is((select action from pg_temp.last_audit()), 'churn.reopened', 'so is reopening it');

update public.webhook_queue set processed_at = null where id = tests.row_id('b', 2);
select row_eq('select action, metadata from pg_temp.last_audit()',
  row ('webhook.requeued'::text, '{"previous": {"processed_at": "2026-03-01T11:01:00+00:00", "processed_by": "system", "result": "failed", "error_message": "No agent", "attempts": 3}}'::jsonb),
  'requeueing keeps how it went before');

select is((select count(*) from public.audit_trail), 7::bigint, 'one row for each change');
update public.error_logs set error_type = error_type;
select is((select count(*) from public.audit_trail), 7::bigint, 'and none for an update that changes nothing');

select tests.act_as('service_role');
update public.webhook_queue set processed_at = now(), result = 'success' where processed_at is null;
select is((select count(*) from public.audit_trail), 7::bigint, 'processing a webhook is no admin''s act');
update public.error_logs set resolved_at = now() where id = tests.row_id('e', 2);
select is((select actor_id from pg_temp.last_audit()), null, 'what the backend does has no actor');
select is((select action from pg_temp.last_audit()), 'error.resolved', 'but is audited');

update public.profiles set role = 'admin', tier = 'scale' where user_id = tests.id_of('customer');
select results_eq($$select action, metadata from public.audit_trail where entity = 'profiles' order by action$$,
  $$values ('profile.role_changed', '{"role": "admin", "previous": {"role": "user"}}'::jsonb),
    ('profile.tier_changed', '{"tier": "scale", "previous": {"tier": "core"}}'::jsonb)$$, 'a change of role and of plan are audited');
insert into public.profiles (user_id, email, role) values (tests.id_of('newcomer'), 'newcomer@kryonex.test', 'admin');
select is((select metadata ->> 'role' from pg_temp.last_audit()), 'admin', 'so is a profile that starts as an admin''s');

select * from finish();
