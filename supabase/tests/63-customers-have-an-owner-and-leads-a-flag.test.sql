select plan(29);
insert into public.leads (id, user_id, name) values (tests.row_id('2', 1), tests.id_of('customer'), 'Ann'), (tests.row_id('2', 2), tests.id_of('other customer'), 'Bob');
select tests.empty_audit_trail();

select tests.act_as('admin');
select row_eq($$select id, outcome, actor_id from public.assign_customers(array[tests.id_of('customer')], tests.id_of('admin'))$$,
  row (tests.id_of('customer'), 'done'::text, tests.id_of('admin')), 'an admin takes a customer on');
select row_eq('select user_id, admin_id, assigned_by from public.customer_owners', row (tests.id_of('customer'), tests.id_of('admin'), tests.id_of('admin')), 'which stays');
select row_eq('select user_id, actor_id, action, action_type, entity, entity_id, metadata from public.audit_trail',
  row (tests.id_of('customer'), tests.id_of('admin'), 'customer.assigned'::text, 'assign'::text, 'profiles'::text, tests.id_of('customer')::text,
    '{"assignee": "admin@kryonex.test", "previous": {"admin_id": null}}'::jsonb), 'and is written down');
select tests.act_as('second admin');
select row_eq($$select outcome, actor_email from public.assign_customers(array[tests.id_of('customer')], tests.id_of('second admin'))$$,
  row ('already'::text, 'admin@kryonex.test'::text), 'a later admin sees who was first');
select results_eq($$select outcome from public.assign_customers(array[tests.id_of('customer')], tests.id_of('second admin'), tests.id_of('admin'))$$,
  $$values ('done'::text)$$, 'and may take over from them knowingly');
select results_eq('select admin_id from public.customer_owners', $$values (tests.id_of('second admin'))$$, 'in one row');
select results_eq($$select outcome from public.assign_customers(array[tests.id_of('customer'), gen_random_uuid(), tests.id_of('admin')], null, tests.id_of('second admin'))$$,
  $$values ('done'::text), ('missing'), ('missing')$$, 'nobody is an owner, too; admins are no customers');
select is_empty('select from public.customer_owners', 'and then there is no row');
select is((select count(*) from public.audit_trail where action_type = 'unassign'), 1::bigint, 'but an entry');
select throws_ok($$select public.assign_customers(array[tests.id_of('customer')], tests.id_of('other customer'))$$, '22023', null, 'only admins look after customers');
select is(tests.rows_or_refusal(format('insert into public.customer_owners (user_id, admin_id) values (%L, %L)', tests.id_of('customer'), tests.id_of('admin'))), '42501',
  'past the function nobody writes');

select row_eq($$select outcome, actor_id from public.flag_leads(array[tests.row_id('2', 1)])$$, row ('done'::text, tests.id_of('second admin')), 'an admin flags a lead');
select results_eq($$select id from public.leads where flagged_for_review$$, $$values (tests.row_id('2', 1))$$, 'that one');
select tests.act_as('admin');
select row_eq($$select outcome, actor_email from public.flag_leads(array[tests.row_id('2', 1)])$$, row ('already'::text, 'second-admin@kryonex.test'::text), 'once, with who did it');
select results_eq($$select outcome from public.flag_leads(array[tests.row_id('2', 1), gen_random_uuid()], false)$$, $$values ('done'::text), ('missing')$$, 'and takes the flag away');
select results_eq($$select action, user_id from public.audit_trail where entity = 'leads' order by action$$,
  $$values ('lead.flagged'::text, tests.id_of('customer')), ('lead.unflagged', tests.id_of('customer'))$$, 'both are written down');
select throws_ok($$select public.flag_leads(array[tests.row_id('2', 1)], null)$$, '22023', null, 'perhaps is no answer');

select is(public.reveal_contact(tests.id_of('customer'), 'email'), 'customer@kryonex.test', 'an admin sees an address');
select is(public.reveal_contact(tests.id_of('customer'), 'phone_number'), '+15550100', 'and a number');
select is(public.reveal_contact(tests.id_of('customer'), 'transfer_number'), null, 'and nothing where there is nothing');
select results_eq($$select metadata from public.audit_trail where action = 'contact.revealed' order by metadata::text$$,
  $$values ('{"path": ["email"]}'::jsonb), ('{"path": ["phone_number"]}')$$, 'each look is written down');
select throws_ok($$select public.reveal_contact(tests.id_of('customer'), 'role')$$, '22023', null, 'other columns stay closed');

select tests.act_as('customer');
select is(tests.refusals($$select public.assign_customers(array[tests.id_of('customer')], tests.id_of('admin'))$$,
  $$select public.flag_leads(array[tests.row_id('2', 1)])$$), '{42501}', 'a customer assigns nobody and flags nothing');
select is_empty('select from public.customer_owners', 'nor knows who looks after them');
select throws_ok($$select public.reveal_contact(tests.id_of('customer'), 'email')$$, '42501', null, 'nor reveals');
select tests.act_as('demoted admin');
select is(tests.refusals($$select public.assign_customers(array[tests.id_of('customer')], tests.id_of('admin'))$$,
  $$select public.flag_leads(array[tests.row_id('2', 1)])$$), '{42501}', 'nor does somebody who is no admin any more');
select tests.act_as('anon');
select throws_ok($$select public.assign_customers(array[tests.id_of('customer')], tests.id_of('admin'))$$, '42501', null, 'visitors may not assign');
select throws_ok($$select public.flag_leads(array[tests.row_id('2', 1)])$$, '42501', null, 'nor flag');
select throws_ok($$select public.reveal_contact(tests.id_of('customer'), 'email')$$, '42501', null, 'nor reveal');
select * from finish();
