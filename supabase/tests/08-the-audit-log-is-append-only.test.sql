select plan(17);

insert into public.audit_logs (action, entity) values ('test.written', 'tests');

select tests.act_as('admin');
select is((select count(*) from public.audit_logs), 1::bigint, 'control: an admin reads the audit log');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '42501', 'an admin writes no audit row');
select is(tests.rows_or_refusal($$update public.audit_logs set action = 'x'$$), '0', 'an admin changes none');
select is(tests.rows_or_refusal('delete from public.audit_logs'), '0', 'an admin deletes none');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'an admin does not empty it');

select tests.act_as('customer');
select is_empty('select from public.audit_logs', 'a customer reads nothing');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '42501', 'a customer writes no audit row');
select is(tests.rows_or_refusal('delete from public.audit_logs'), '0', 'a customer deletes none');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'a customer does not empty it');

select tests.act_as('anon');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '42501', 'anon writes no audit row');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'anon does not empty it');

select tests.act_as('service_role');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '1', 'the backend adds to it');
select is(tests.rows_or_refusal($$update public.audit_logs set action = 'x'$$), '42501', 'but changes nothing');
select is(tests.rows_or_refusal('delete from public.audit_logs'), '42501', 'and deletes nothing');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'and does not empty it');

select tests.act_as('postgres');
select is((select count(*) from public.audit_logs), 2::bigint, 'control: both rows are there');
delete from auth.users where id = tests.id_of('second admin');
select is((select count(*) from public.audit_logs), 2::bigint, 'and stay when an account goes');

select * from finish();
