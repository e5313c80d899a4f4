-- What adoption converts, moves aside or lists, and that the guards hold for the old names.
select plan(23);

select tests.act_as('postgres');
select is((select string_agg(agent_id, ',' order by agent_id) from public.agents where user_id in (public.account(4), public.account(5))), 'retell-3,retell-5',
  'of several agents the newest stays');
select is((select count(*) from private.former_agents), 3::bigint, 'the others are kept aside');
select is((select agent ->> 'phone_number' from private.former_agents where agent ->> 'agent_id' = 'retell-1'), '+15550200001', 'with all their columns');
select is((select status from public.agents where user_id = public.account(4)), 'deployed', 'the platform''s word for an agent''s state stays');
select lives_ok($$ update public.agents set status = 'suspended' where user_id = public.account(4) $$, 'and may be written');
select lives_ok($$ insert into public.agents (user_id, agent_id, phone_number) values (public.account(9), 'retell-3', '+15550200009') $$,
  'a second agent for the same provider''s agent is deployed');
select is((select string_agg(distinct role || coalesce(':' || platform_role, ''), ',' order by role || coalesce(':' || platform_role, ''))
  from public.profiles where email like 'account-%'), 'admin,user,user:owner,user:seller', 'roles are documented ones, the platform''s own kept');
select is((select email from public.profiles where user_id = public.account(12)), 'account-12@kryonex.test', 'a missing address comes from the account');
select is((select string_agg(tier, ',' order by user_id) from public.profiles where user_id in (public.account(4), public.account(5), public.account(8), public.account(9))),
  'pro,elite,core,scale', 'plans come from limits or subscriptions');
select is((select string_agg(limit_state || ':' || platform_limit_state, ',' order by user_id) from public.usage_limits where user_id between public.account(4) and public.account(8)),
  'under:ok,soft:warning,soft:throttled,hard:blocked,under:ok', 'limit states are documented ones');
select is((select count(*) from public.customer_health_scores where id is null), 0::bigint, 'every health score has an id');
select is_empty($$ select polname from pg_policy where polname like '%_old_policy' and polrelid <> 'public.customer_health_history'::regclass $$,
  'the old policies are gone');
select isnt_empty($$ select from pg_policy where polrelid = 'public.customer_health_history'::regclass $$, 'except on tables that are not ours');

select is_empty('select * from public.missing_contract_parts()', 'no part of the contract is missing');

select tests.act_as('service_role');
select lives_ok($$ insert into public.profiles (user_id, email, role) values (tests.id_of('newcomer'), 'new@kryonex.test', 'owner') $$,
  'the platform signs up an owner');
select is((select role || ':' || platform_role from public.profiles where user_id = tests.id_of('newcomer')), 'user:owner', 'who is a user');

select tests.act_as('admin');
select is(tests.rows_or_refusal($$ update public.error_logs set resolved = true where resolved_at is null $$), '42501', 'no admin sets the old boolean');
select is(tests.rows_or_refusal($$ update public.error_logs set error_message = 'x' $$), '42501', 'or rewrites the old evidence');
select is(tests.rows_or_refusal($$ update public.ops_alerts set acknowledged = true $$), '42501', 'of alerts neither');
select set_eq($$ select relation, constraint_name, count(*) from public.rows_breaking_constraints() group by 1, 2 $$,
  $$ values ('public.webhook_queue', 'webhook_queue_result_check', 1::bigint), ('public.webhook_queue', 'webhook_queue_user_id_fkey', 1),
     ('public.appointments', 'appointments_status_check', 4), ('public.appointments', 'appointments_customer_phone_check', 4) $$,
  'rows that break a constraint are listed');
select tests.act_as('customer');
select is((select count(*) from public.rows_breaking_constraints()), 0::bigint, 'for admins only');
select is((select count(*) from public.error_logs), 0::bigint, 'a customer sees no errors');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select * from public.rows_breaking_constraints()'), '42501', 'and nobody who is not signed in may ask');

select * from finish();
