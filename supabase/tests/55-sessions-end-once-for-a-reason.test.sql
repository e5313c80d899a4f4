insert into public.active_sessions (id, user_id, token_hash, ip_address, user_agent, created_at, last_active) values
  (tests.row_id('5', 1), tests.id_of('customer'), 'h1', '192.0.2.1', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1) Mobile Safari', now() - interval '5 hours', now()),
  (tests.row_id('5', 2), tests.id_of('customer'), 'h2', '192.0.2.2', 'Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/155', now() - interval '4 hours', now() - interval '1 hour'),
  (tests.row_id('5', 3), tests.id_of('customer'), 'h3', '192.0.2.2', null, now() - interval '3 hours', now() - interval '2 hours'),
  (tests.row_id('5', 4), tests.id_of('customer'), 'h4', '192.0.2.3', 'curl/8.1', now() - interval '2 hours', now() - interval '3 hours'),
  (tests.row_id('5', 5), tests.id_of('customer'), 'h5', '192.0.2.4', 'Mozilla/5.0 (iPad)', now() - interval '1 hour', now() - interval '4 hours'),
  (tests.row_id('5', 6), tests.id_of('other customer'), 'h6', '192.0.2.9', 'Mozilla/5.0 (Linux; Android 16) Mobile', now() - interval '60 days', now() - interval '40 days'),
  (tests.row_id('5', 7), tests.id_of('other customer'), 'h7', '192.0.2.9', 'Mozilla/5.0 (X11; Linux)', now() - interval '100 days', now() - interval '1 day');

select plan(49);
select results_eq($$select id, addresses::integer from public.active_sessions order by id$$,
  $$select tests.row_id('5', n), a from (values (1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 1), (7, 1)) v (n, a) order by 1$$,
  'a session knows from how many addresses its customer came that day');

select tests.act_as('admin');
create function pg_temp.listed(filter jsonb, sort text default 'last_active') returns integer[] language sql as
$$ select array(select right(l.id::text, 1)::integer from public.list_sessions(filter, sort) l) $$;
select is(pg_temp.listed('{}'), '{1,2,3,4,5,7,6}', 'an admin sees every session, the last seen first');
select is(pg_temp.listed('{}', 'created_at'), '{5,4,3,2,1,6,7}', 'or the last begun');
select is(pg_temp.listed('{"state": "odd"}'), '{5,7,6}', 'odd ones');
select is(pg_temp.listed('{"sign": ["many_addresses"]}'), '{5}', 'by many addresses');
select is(pg_temp.listed('{"sign": ["idle"]}'), '{6}', 'by idleness');
select is(pg_temp.listed('{"sign": ["old", "idle"]}'), '{7,6}', 'by age');
select is((select array_agg(l.sign order by l.id) from public.session_list l where l.sign is not null), '{many_addresses,idle,old}', 'and the list says why');
select is(pg_temp.listed('{"device": ["phone"]}'), '{1,6}', 'by device');
select results_eq($$select value, matches from public.list_facets('sessions') where facet = 'device' order by 1$$,
  $$values ('computer'::text, 2::bigint), ('phone', 2), ('program', 1), ('tablet', 1), ('unknown', 1)$$, 'which is counted');
select results_eq($$select value, matches from public.list_facets('sessions') where facet = 'sign' order by 1$$,
  $$values ('idle'::text, 1::bigint), ('many_addresses', 1), ('old', 1)$$, 'as what is odd');
select is(pg_temp.listed('{"q": "192.0.2.9"}'), '{7,6}', 'by address');
select is(pg_temp.listed(jsonb_build_object('customer', tests.id_of('other customer'), 'since', now() - interval '70 days')), '{6}', 'by customer and time');
select throws_ok($$select public.list_sessions('{"sign": ["new"]}')$$, '22023', null, 'an unknown sign is refused');
select throws_ok($$select public.list_sessions('{"state": "new"}')$$, '22023', null, 'and an unknown state');
select is((select sum(matches) from public.list_histogram('sessions', '{}', tests.bounds(now() - interval '6 hours', now(), 6))), 5::numeric, 'sign-ins over time');
select is((select count(*) from public.list_sessions('{}', 'last_active', true, jsonb_build_array(now() - interval '1 hour', tests.row_id('5', 2)))), 5::bigint, 'pages go on');

select throws_ok($$select public.revoke_sessions(array[tests.row_id('5', 1)], ' ')$$, '22023', 'reason must not be empty', 'a reason is needed');
select results_eq($$select outcome, actor_email from public.revoke_sessions(array[tests.row_id('5', 1), tests.row_id('5', 99)], ' Laptop stolen ')$$,
  $$values ('done'::text, 'admin@kryonex.test'::text), ('missing', null)$$, 'sessions are revoked, one outcome each');
select row_eq($$select revoked_at, revoked_by, revoked_reason from public.active_sessions where id = tests.row_id('5', 1)$$,
  row(now(), tests.id_of('admin'), 'Laptop stolen'::text), 'stamped by the database');
select row_eq($$select user_id, actor_id, action, action_type, entity, entity_id, metadata ->> 'reason' from public.audit_trail where entity = 'active_sessions'$$,
  row(tests.id_of('customer'), tests.id_of('admin'), 'session.revoked'::text, 'revoke'::text, 'active_sessions'::text, tests.row_id('5', 1)::text, 'Laptop stolen'::text), 'and audited');
select tests.act_as('second admin');
select results_eq($$select outcome, actor_id, happened_at from public.revoke_sessions(array[tests.row_id('5', 1)], 'again')$$,
  $$values ('already'::text, tests.id_of('admin'), now())$$, 'the second learns who was first');
select is((select count(*) from public.audit_trail where entity = 'active_sessions'), 1::bigint, 'with no second audit row');
select is(pg_temp.listed('{"state": "revoked"}'), '{1}', 'a revoked session is listed as one');
select throws_ok($$update public.active_sessions set revoked_at = null where id = tests.row_id('5', 1)$$, 'PT409', 'already revoked', 'it does not come back');
select throws_ok($$update public.active_sessions set revoked_at = '2020-01-01' where id = tests.row_id('5', 2)$$, '22023', 'reason must not be empty', 'no way around the reason');
select throws_ok($$update public.active_sessions set revoked_reason = 'x' where id = tests.row_id('5', 2)$$, '22023', null, 'nor a reason without the act');
select throws_ok($$update public.active_sessions set last_active = now() where id = tests.row_id('5', 2)$$, '22023', null, 'nothing else can be changed');
select is(tests.rows_or_refusal($$update public.active_sessions set revoked_at = '2020-01-01', revoked_reason = 'Old phone', revoked_by = null where id = tests.row_id('5', 2)$$), '1', 'a direct update revokes too');
select row_eq($$select revoked_at, revoked_by from public.active_sessions where id = tests.row_id('5', 2)$$, row(now(), tests.id_of('second admin')), 'with the true stamps');

select is((select matches from public.freeze_matching('sessions', 'revoke', jsonb_build_object('customer', tests.id_of('customer'), 'state', 'active'))), 3::bigint, 'all of a customer are counted');
select throws_ok($$select * from public.act_on_matching('sessions', 'revoke', '{}', null, now())$$, '22023', null, 'many need a reason too');
select is((select done from public.act_on_matching('sessions', 'revoke', jsonb_build_object('customer', tests.id_of('customer'), 'state', 'active'), 'Account taken over', now())), 3::bigint, 'and revoked');
select is((select done from public.act_on_matching('sessions', 'revoke', jsonb_build_object('customer', tests.id_of('customer'), 'state', 'active'), 'Account taken over', now())), 0::bigint, 'once');
select is((select count(*) from public.audit_trail where action = 'session.revoked' and metadata ->> 'reason' = 'Account taken over'), 3::bigint, 'each audited');
select is((select count(*) from public.active_sessions where user_id = tests.id_of('other customer') and revoked_at is null), 2::bigint, 'no other customer''s');

select is(public.reveal('active_sessions', tests.row_id('5', 6), '{ip_address}'), '192.0.2.9', 'an address is revealed');
select is((select metadata -> 'path' ->> 0 from public.audit_trail where action = 'payload.revealed' and entity_id = tests.row_id('5', 6)::text), 'ip_address', 'which is audited');
select is(public.reveal('active_sessions', tests.row_id('5', 99), '{ip_address}'), null, 'of no session none');
select throws_ok($$select public.reveal('active_sessions', tests.row_id('5', 6), '{token_hash}')$$, '22023', null, 'the token stays closed');

select tests.act_as('customer');
select is((select count(*) from public.session_list), 0::bigint, 'a customer finds no sessions in our list');
select throws_ok($$select public.revoke_sessions(array[tests.row_id('5', 6), tests.row_id('5', 1)], 'x')$$, '42501', 'admins only', 'and revokes none');
select is(tests.rows_or_refusal($$update public.active_sessions set revoked_at = now(), revoked_reason = 'x'$$), '0', 'not directly either');
select throws_ok($$select public.reveal('active_sessions', tests.row_id('5', 1), '{ip_address}')$$, '42501', null, 'and reveals nothing');
select tests.act_as('signed-out admin');
select is(pg_temp.listed('{}'), '{}', 'an admin who signed out sees none');
select tests.act_as('anon');
select throws_ok($$select public.revoke_sessions(array[tests.row_id('5', 6)], 'x')$$, '42501', null, 'anon may not call it');
select throws_ok($$select public.list_sessions()$$, '42501', null, 'nor list');
select tests.act_as('service_role');
select is(tests.rows_or_refusal($$update public.active_sessions set revoked_at = now() where id = tests.row_id('5', 6)$$), '1', 'the platform ends sessions as it likes');
select is((select count(*) from public.audit_trail where entity_id = tests.row_id('5', 6)::text and action = 'session.revoked'), 0::bigint, 'which is no admin''s act');
select * from finish();
