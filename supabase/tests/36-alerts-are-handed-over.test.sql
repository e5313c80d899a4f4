select plan(17);

create function pg_temp.found(assignees text[]) returns text language sql
as $$ select coalesce(string_agg(ltrim(right(l.id::text, 12), '0'), ' ' order by l.id), '') from public.list_alerts(jsonb_build_object('assignee', assignees)) l $$;

select tests.act_as('admin');
select results_eq($$select outcome from public.assign_ops_alerts(array[tests.row_id('a', 1), tests.row_id('a', 4)], tests.id_of('admin'))$$,
  $$values ('done'), ('done')$$, 'alerts are assigned');
select results_eq($$select assigned_to_email, assigned_at = now() from public.alert_list where id = tests.row_id('a', 1)$$,
  $$values ('admin@kryonex.test', true)$$, 'with the time');
select is((select metadata ->> 'assignee' from public.audit_trail where action = 'alert.assigned' and entity_id = tests.row_id('a', 1)::text), 'admin@kryonex.test',
  'and an audit row that says to whom');
select is(pg_temp.found(array[tests.id_of('admin')::text]), '1 4', 'they are found by who is on them');
select is(pg_temp.found('{nobody}'), '2 3', 'and the others by that nobody is');
select is(pg_temp.found(array['nobody', tests.id_of('admin')::text]), '1 2 3 4', 'or both');
select throws_ok($$select public.list_alerts('{"assignee": ["me"]}')$$, '22023', null, 'anything else is refused');

select tests.act_as('second admin');
select results_eq($$select outcome, actor_email from public.assign_ops_alerts(array[tests.row_id('a', 1)], tests.id_of('second admin'))$$,
  $$values ('already', 'admin@kryonex.test')$$, 'the first assignment stays');
select is((select outcome from public.assign_ops_alerts(array[tests.row_id('a', 1)], tests.id_of('second admin'), tests.id_of('admin'))), 'done',
  'unless it is said from whom it is taken');
select is((select outcome from public.assign_ops_alerts(array[tests.row_id('a', 1)], null, tests.id_of('second admin'))), 'done', 'it can be given back');
select is((select assigned_at from public.ops_alerts where id = tests.row_id('a', 1)), null, 'and is with nobody then');
select throws_ok($$select public.assign_ops_alerts(array[tests.row_id('a', 1)], tests.id_of('customer'))$$, '22023', 'assignee must be an admin',
  'customers are handed nothing');
select is(tests.rows_or_refusal($$update public.ops_alerts set assigned_at = '2020-01-01' where id = tests.row_id('a', 4)$$), '1', 'a time of one''s own');
select is((select assigned_at from public.ops_alerts where id = tests.row_id('a', 4)), now(), 'changes nothing');

select is((select outcome from public.assign_churn_alerts(array[tests.row_id('c', 1)], tests.id_of('admin'))), 'done', 'churn alerts too');
select is((select count(*) from public.list_churn_alerts(jsonb_build_object('assignee', array[tests.id_of('admin')]))), 1::bigint, 'are found by it');
select is((select count(*) from public.audit_trail where action = 'churn.assigned'), 1::bigint, 'and audited');

select * from finish();
