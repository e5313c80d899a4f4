select plan(18);

select tests.act_as('admin');
create temp table view as select public.save_view('errors', ' Mine ', 'state=all', false) as id;
grant all on view to public;
select lives_ok($$select public.save_view('errors', 'Ours', 'type=x', true)$$, 'an admin saves views');
select results_eq($$select name, query, shared, mine, owner_email from public.list_views('errors')$$,
  $$values ('Mine'::text, 'state=all'::text, false, true, 'admin@kryonex.test'::text), ('Ours', 'type=x', true, true, 'admin@kryonex.test')$$,
  'and finds them by name');
select is_empty($$select from public.list_views('alerts')$$, 'each at its own list');
select is((select public.save_view('errors', 'Mine', 'state=resolved', false)), (select id from view), 'the same name again replaces the view');
select is((select query from public.saved_views where name = 'Mine'), 'state=resolved', 'with what it is now');
select is((select count(*) from public.audit_trail where action = 'view.saved'), 3::bigint, 'each time audited');
select throws_ok($$select public.save_view('errors', ' ', '', false)$$, '22023', 'name must not be empty', 'a view needs a name');
select throws_ok($$select public.save_view('audit_trail', 'x', '', false)$$, '22023', null, 'and a list that is one');
select is(tests.rows_or_refusal($$update public.saved_views set name = 'x'$$), '0', 'nobody changes views behind their back');

select tests.act_as('second admin');
select results_eq($$select name, mine from public.list_views('errors')$$, $$values ('Ours'::text, false)$$, 'another admin sees what is shared');
select is((select public.delete_view((select id from public.saved_views))), false, 'and cannot delete it');
select tests.act_as('admin');
select is((select public.delete_view((select id from view))), true, 'the owner can');
select is((select metadata ->> 'name' from public.audit_trail where action = 'view.deleted'), 'Mine', 'which is audited');

select lives_ok($$select public.record_export('errors', 'state=all', 'csv')$$, 'an export is written down');
select results_eq($$select actor_id, entity, metadata ->> 'query', metadata ->> 'format' from public.audit_trail where action = 'list.exported'$$,
  $$values (tests.id_of('admin'), 'errors'::text, 'state=all'::text, 'csv'::text)$$, 'with who, what and how');

select tests.act_as('customer');
select throws_ok($$select public.save_view('errors', 'x', '', true)$$, '42501', null, 'a customer saves nothing');
select throws_ok($$select public.record_export('errors', '', 'csv')$$, '42501', null, 'and writes down nothing');
select is_empty($$select from public.list_views('errors')$$, 'and sees no view');

select * from finish();
