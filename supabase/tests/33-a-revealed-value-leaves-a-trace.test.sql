select plan(9);
update public.error_logs set request_body = '{"from": "+18285550142", "list": [{"email": "a@b.example"}]}' where id = tests.row_id('e', 1);
select tests.empty_audit_trail();

select tests.act_as('admin');
select is(public.reveal('error_logs', tests.row_id('e', 1), '{request_body,from}', ' To call back '), '+18285550142', 'an admin sees one value');
select row_eq('select user_id, actor_id, action, action_type, entity, entity_id, metadata from public.audit_trail',
  row (tests.id_of('customer'), tests.id_of('admin'), 'payload.revealed'::text, 'reveal'::text, 'error_logs'::text, tests.row_id('e', 1)::text,
    '{"path": ["request_body", "from"], "reason": "To call back"}'::jsonb), 'and the log says who looked at what, and why');
select is(public.reveal('error_logs', tests.row_id('e', 1), '{request_body,list,0,email}'), 'a@b.example', 'deep in a list, too');
select is(public.reveal('webhook_queue', tests.row_id('b', 1), '{phone_number}'), '+15550100', 'and of webhooks');
select is(public.reveal('error_logs', tests.row_id('e', 1), '{request_body,nothing}'), null, 'nothing is seen where nothing is');
select is((select count(*) from public.audit_trail), 3::bigint, 'which is not written down');
select throws_ok($$select public.reveal('active_sessions', tests.row_id('e', 1), '{token_hash}')$$, '22023', null, 'other tables stay closed');
select throws_ok($$select public.reveal('error_logs', tests.row_id('e', 1), '{}')$$, '22023', null, 'a whole row cannot be revealed');
select tests.act_as('customer');
select throws_ok($$select public.reveal('error_logs', tests.row_id('e', 1), '{message}')$$, '42501', null, 'nobody else may');
select * from finish();
