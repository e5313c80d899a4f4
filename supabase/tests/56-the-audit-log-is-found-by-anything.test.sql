insert into public.audit_trail (id, user_id, actor_id, action, action_type, entity, entity_id, metadata, created_at) values
  (tests.row_id('6', 1), tests.id_of('customer'), tests.id_of('admin'), 'error.resolved', 'resolve', 'error_logs', 'one', '{"notes": "Restarted the 100% worker"}', '2026-03-01 10:00+00'),
  (tests.row_id('6', 2), tests.id_of('customer'), tests.id_of('second admin'), 'error.reopened', 'reopen', 'error_logs', 'one', '{"previous": {"resolved_at": "2026-03-01"}}', '2026-03-01 11:00+00'),
  (tests.row_id('6', 3), tests.id_of('other customer'), tests.id_of('admin'), 'session.revoked', 'revoke', 'active_sessions', 'two', '{"reason": "Stolen"}', '2026-03-01 12:00+00');
-- The platform's log has rows between ours, and one that version 0.1 wrote, which was copied since.
insert into public.audit_logs (id, user_id, actor_id, action, action_type, entity, entity_id, metadata, created_at) values
  (tests.row_id('6', 4), null, tests.id_of('admin'), 'list.exported', 'export', 'errors', null, '{"query": ""}', '2026-03-01 13:00+00'),
  (tests.row_id('6', 5), tests.id_of('customer'), null, 'profile.tier_changed', 'change', 'profiles', 'three', '{"tier": "pro", "previous": {"tier": "core"}}', '2026-03-01 14:00+00'),
  (tests.row_id('6', 6), null, '00000000-0000-4000-8000-00000000dead', 'view.saved', 'save', 'saved_views', 'four', '{}', '2026-03-01 14:00+00'),
  (tests.row_id('6', 3), tests.id_of('other customer'), tests.id_of('admin'), 'session.revoked', 'revoke', 'active_sessions', 'two', '{"reason": "Stolen"}', '2026-03-01 12:00+00');
insert into private.copied_audit_rows values (tests.row_id('6', 3));

select plan(30);
select tests.act_as('admin');
create function pg_temp.listed(filter jsonb, descending boolean default true) returns integer[] language sql as
$$ select array(select right(l.id::text, 1)::integer from public.list_audit(filter, 'created_at', descending) l) $$;
select is(pg_temp.listed('{}'), '{6,5,4,3,2,1}', 'an admin reads the whole log, the newest first');
select is(pg_temp.listed('{}', false), '{1,2,3,4,5,6}', 'or the oldest');
select is(pg_temp.listed(jsonb_build_object('actor', array[tests.id_of('admin')])), '{4,3,1}', 'by person');
select is(pg_temp.listed('{"actor": ["platform"]}'), '{5}', 'or by the platform');
select is(pg_temp.listed(jsonb_build_object('actor', array['platform', tests.id_of('second admin')::text])), '{5,2}', 'or both');
select is(pg_temp.listed('{"action": ["error.resolved", "error.reopened"]}'), '{2,1}', 'by action');
select is(pg_temp.listed('{"entity": ["active_sessions"]}'), '{3}', 'by table');
select is(pg_temp.listed('{"entity": ["error_logs"], "id": "one"}'), '{2,1}', 'by row');
select is(pg_temp.listed('{"entity": ["active_sessions"], "id": "one"}'), '{}', 'of that table only');
select is(pg_temp.listed(jsonb_build_object('customer', tests.id_of('customer'))), '{5,2,1}', 'by customer');
select is(pg_temp.listed('{"source": ["ops"]}'), '{3,2,1}', 'what the dashboard recorded');
select is(pg_temp.listed('{"source": ["platform"]}'), '{6,5,4}', 'what the platform did');
select is(pg_temp.listed('{"source": ["ops", "platform"]}'), '{6,5,4,3,2,1}', 'or both');
select results_eq($$select l.source from public.list_audit() l order by l.created_at desc, l.id desc$$, $$values ('platform'), ('platform'), ('platform'), ('ops'), ('ops'), ('ops')$$,
  'each is marked as what it is');
select results_eq($$select value, matches from public.list_facets('audit') where facet = 'source' order by value$$, $$values ('ops', 3::bigint), ('platform', 3)$$, 'and counted');
select is(public.count_newer('audit', '{"source": ["platform"]}', '2026-03-01 13:30+00'), 2, 'news too');
select is(public.count_newer('audit', '{}', '2026-03-01 12:00+00'), 4, 'of both logs');
select is(pg_temp.listed('{"since": "2026-03-01 11:00+00", "until": "2026-03-01 13:00+00"}'), '{3,2}', 'by time');
select is(pg_temp.listed('{"q": "100% w"}'), '{1}', 'by what was noted');
select is(pg_temp.listed('{"q": "stolen"}'), '{3}', 'or given as the reason');
select is(array(select right(l.id::text, 1) from public.list_audit('{}', 'created_at', true, jsonb_build_array('2026-03-01 14:00+00', tests.row_id('6', 6)), false, 2) l), '{5,4}', 'pages go on, also within one moment');
select is(array(select right(l.id::text, 1) from public.list_audit('{}', 'created_at', true, jsonb_build_array('2026-03-01 12:00+00', tests.row_id('6', 3)), true, 2) l), '{5,4}', 'and back');
select results_eq($$select value, matches from public.list_facets('audit', '{"action": ["list.exported"]}') where facet = 'actor'$$,
  $$select tests.id_of('admin')::text, 1::bigint$$, 'facets count people');
select is((select matches from public.list_facets('audit') where facet = 'entity' and value = 'error_logs'), 2::bigint, 'and tables');
select is((select matches from public.count_matching('audit', '{"entity": ["error_logs"]}')), 2::bigint, 'and all that match');
select is((select sum(matches) from public.list_histogram('audit', '{}', tests.bounds('2026-03-01 10:00+00', '2026-03-01 15:00+00', 5))), 6::numeric, 'the histogram too');
select results_eq($$select email from public.list_actors() order by 1$$, $$values ('admin@kryonex.test'::text), ('second-admin@kryonex.test'), (null)$$,
  'everybody who acted is known by name, as long as the account is there');

select tests.act_as('customer');
select is(pg_temp.listed('{}'), '{}', 'a customer reads nothing of it');
select is((select count(*) from public.list_actors()), 0::bigint, 'and learns no names');
select tests.act_as('anon');
select throws_ok('select public.list_audit()', '42501', null, 'anon may not ask');
select * from finish();
