select plan(31);

insert into public.audit_logs (action, entity) values ('test.written', 'tests');
insert into public.audit_trail (action, entity) values ('test.written', 'tests');

select tests.act_as('admin');
select is((select count(*) from public.audit_logs), 1::bigint, 'control: an admin reads the platform''s audit log');
select is((select count(*) from public.audit_trail), 1::bigint, 'control: and the dashboard''s trail');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '42501', 'an admin writes no audit row');
select is(tests.rows_or_refusal($$update public.audit_logs set action = 'x'$$), '0', 'an admin changes none');
select is(tests.rows_or_refusal('delete from public.audit_logs'), '0', 'an admin deletes none');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'an admin does not empty it');

select tests.act_as('customer');
select is_empty('select from public.audit_logs', 'a customer reads nothing');
select is_empty('select from public.audit_trail', 'of either');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '42501', 'a customer writes no audit row');
select is(tests.rows_or_refusal('delete from public.audit_logs'), '0', 'a customer deletes none');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'a customer does not empty it');

select tests.act_as('anon');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '42501', 'anon writes no audit row');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'anon does not empty it');

select tests.act_as('service_role');
select is(tests.rows_or_refusal($$insert into public.audit_logs (action) values ('x')$$), '1', 'the backend adds to its own log');
select is(tests.rows_or_refusal($$update public.audit_logs set action = 'x'$$), '42501', 'but changes nothing');
select is(tests.rows_or_refusal('delete from public.audit_logs'), '42501', 'and deletes nothing');
select is(tests.rows_or_refusal('truncate public.audit_logs'), '42501', 'and does not empty it');

-- The trail is written by the database only, and nobody rewrites it: not the owner of the table either.
select tests.act_as(actor), is(tests.refusals($$insert into public.audit_trail (action) values ('x')$$, $$update public.audit_trail set action = 'x'$$,
  'delete from public.audit_trail', 'truncate public.audit_trail'), '{42501}', actor || ' writes and rewrites nothing in the trail')
from unnest('{admin,customer,demoted admin,anon,service_role}'::text[]) actor;
select tests.act_as('postgres');
select is(tests.refusals($$update public.audit_trail set action = 'x'$$, 'delete from public.audit_trail', 'truncate public.audit_trail',
  $$update public.audit_trail set action = 'x' where false$$), '{42501}', 'nor does its owner');
select is_empty($$select from tests.grants_of_migrations where table_name = 'audit_trail' and privilege_type <> 'SELECT'
  and grantee in ('PUBLIC', 'anon', 'authenticated', 'service_role')$$, 'nobody has a grant to');
select is((select count(*) from public.audit_trail), 1::bigint, 'control: the row is as it was');

select is((select count(*) from public.audit_logs), 2::bigint, 'control: both rows of the platform''s log are there');
delete from auth.users where id = tests.id_of('second admin');
select is((select count(*) from public.audit_logs), 2::bigint, 'and stay when an account goes');

-- An upgrade from version 0.1 copies the rows that it wrote into the platform's log, and no others.
insert into public.audit_logs (id, action, entity, metadata, created_at) values
  (tests.row_id('8', 1), 'error.resolved', 'error_logs', '{"notes": "Restarted"}', '2026-01-01 10:00+00'),
  (tests.row_id('8', 2), 'topup_applied', 'subscriptions', '{}', '2026-01-01 11:00+00'),
  (tests.row_id('8', 3), 'list.exported', 'errors', '{}', '2026-01-01 12:00+00');
select is(private.copy_audit_rows(1), 1, 'rows of 0.1 are copied, so many at a time');
select is(private.copy_audit_rows(), 1, 'until all are');
select is(private.copy_audit_rows(), 0, 'each once');
select results_eq($$select source, action from private.audit_rows where created_at < '2026-02-01' order by created_at$$,
  $$values ('ops', 'error.resolved'), ('platform', 'topup_applied'), ('ops', 'list.exported')$$, 'and shown once, as what they are');

select * from finish();
