select plan(22);

select tests.act_as('admin');
select ok(private.is_admin(), 'an admin with a living session is one');
select cmp_ok((select count(*) from public.profiles), '>=', 8::bigint, 'an admin sees every profile');
select is((select count(*) from public.agents), 2::bigint, 'an admin sees every agent');
select is((select count(*) from public.error_logs), 4::bigint, 'an admin sees every error');
select is((select count(*) from public.ops_alerts), 4::bigint, 'an admin sees every alert');
select is((select count(*) from public.churn_alerts), 3::bigint, 'an admin sees every churn alert');
select is((select count(*) from public.webhook_queue), 5::bigint, 'an admin sees every webhook');
select is((select count(*) from public.customer_health_scores), 2::bigint, 'an admin sees every health score');
select is_empty('select from public.audit_logs', 'and the audit log, which is empty');
select results_eq('select user_id, email, is_admin from public.whoami()',
  $$values (tests.id_of('admin'), 'admin@kryonex.test', true)$$, 'whoami says so');

select tests.act_as('signed-out admin');
select ok(not private.is_admin(), 'an admin whose session was signed out is none');
select is_empty('select from public.error_logs', 'and sees no error');
select is_empty('select from public.whoami()', 'whoami knows nobody');

select tests.act_as('expired admin');
select ok(not private.is_admin(), 'an admin whose session ran out is none');
select is_empty('select from public.whoami()', 'whoami knows nobody');

select tests.act_as('demoted admin');
select ok(not private.is_admin(), 'a demoted admin is none');
select is_empty('select from public.error_logs', 'and sees no error');

select tests.act_as('admin');
select set_config('request.jwt.claims', jsonb_build_object('sub', tests.id_of('admin'),
  'session_id', '10000000-0000-4000-8000-0000000000a2')::text, true);
select ok(not private.is_admin(), 'another account''s session does not count');

select tests.act_as('customer');
select ok(not private.is_admin(), 'a customer is no admin');
select is((select is_admin from public.whoami()), false, 'whoami says so');

select tests.act_as('admin');
select tests.act_as('postgres');
delete from auth.sessions where user_id = tests.id_of('admin');
select tests.act_as('admin');
select ok(not private.is_admin(), 'signing out ends it at once');
select is_empty('select from public.ops_alerts', 'and with it what they see');

select * from finish();
