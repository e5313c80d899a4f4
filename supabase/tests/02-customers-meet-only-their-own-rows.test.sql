select plan(39);

select is((select count(*) from public.agents), 2::bigint, 'control: two customers have an agent');
select cmp_ok((select count(*) from public.profiles), '>', 2::bigint, 'control: there are more profiles');

select tests.act_as('customer');

select results_eq('select user_id from public.profiles', array[tests.id_of('customer')], 'a customer sees their profile only');
select results_eq('select user_id from public.agents', array[tests.id_of('customer')], 'a customer sees their agent only');
select is_empty('select from public.error_logs', 'a customer sees no error, not even one of theirs');
select is_empty('select from public.ops_alerts', 'a customer sees no alert');
select is_empty('select from public.churn_alerts', 'a customer sees no churn alert');
select is_empty('select from public.webhook_queue', 'a customer sees no webhook');
select is_empty('select from public.customer_health_scores', 'a customer sees no health score, not even theirs');
select is_empty('select from public.audit_logs', 'a customer sees no audit row');
select is_empty('select from public.audit_trail', 'a customer sees none of ours');
select is_empty('select from public.error_list', 'nor through the error list');
select is_empty('select from public.audit_list', 'nor through the audit list');

select is(tests.rows_or_refusal($$update public.profiles set business_name = 'Mine' where user_id = tests.id_of('customer')$$), '1',
  'a customer renames their business');
select is(tests.rows_or_refusal($$update public.profiles set business_name = 'Mine' where user_id = tests.id_of('other customer')$$), '0',
  'but nobody else''s');
select is(tests.rows_or_refusal($$update public.agents set nickname = 'Mine'$$), '1', 'a customer renames their agent only');
select is(tests.rows_or_refusal($$update public.agents set user_id = tests.id_of('unscored customer')$$), '42501', 'and does not give it away');
select is(tests.rows_or_refusal($$update public.agents set deploy_error = 'x'$$), '42501', 'nor rewrites how it was deployed');
select is(tests.rows_or_refusal($$delete from public.agents$$), '1', 'a customer deletes their agent only');
select is(tests.rows_or_refusal($$insert into public.agents (user_id, phone_number) values (tests.id_of('other customer'), '+15550199')$$), '42501',
  'deploys none for another');
select is(tests.rows_or_refusal($$insert into public.agents (user_id, phone_number) values (tests.id_of('customer'), '+15550199')$$), '1',
  'but one of their own');
select is(tests.rows_or_refusal($$insert into public.messages (user_id, direction) values (tests.id_of('customer'), 'outbound')$$), '1',
  'a customer writes a message of their own');
select is(tests.rows_or_refusal($$update public.messages set created_at = '2020-01-01'$$), '42501', 'whose time stays');
select is(tests.rows_or_refusal($$insert into public.messages (user_id, direction) values (tests.id_of('other customer'), 'outbound')$$), '42501',
  'and none for another');

select is(tests.rows_or_refusal($$update public.error_logs set resolved_at = now(), resolution_notes = 'x'$$), '0', 'a customer resolves no error');
select is(tests.rows_or_refusal($$update public.ops_alerts set acknowledged_at = now()$$), '0', 'a customer acknowledges no alert');
select is(tests.rows_or_refusal($$update public.churn_alerts set resolved_at = now(), resolution_notes = 'x'$$), '0', 'a customer resolves no churn alert');
select is(tests.rows_or_refusal($$update public.webhook_queue set processed_at = null$$), '0', 'a customer requeues nothing');
select is(tests.rows_or_refusal($$update public.customer_health_scores set score = 100$$), '0', 'a customer does not grade themselves');
select is(tests.rows_or_refusal($$delete from public.profiles$$), '1', 'a customer deletes their profile only');
select tests.act_as('postgres');
select results_eq($$select action, metadata -> 'row' ->> 'email' from public.audit_trail where entity = 'profiles'$$,
  $$values ('record.deleted', 'customer@kryonex.test')$$, 'which the audit log keeps as it was');
select tests.act_as('customer');
select is(tests.rows_or_refusal($$insert into public.profiles (user_id, email, tier) values (tests.id_of('customer'), 'x@kryonex.test', 'scale')$$), '42501',
  'and does not come back on a better plan');
select tests.act_as('anon');
select is(tests.rows_or_refusal($$delete from public.profiles$$), '0', 'anon deletes nothing');
select is(tests.rows_or_refusal($$insert into public.messages (user_id, direction) values (tests.id_of('customer'), 'outbound')$$), '42501', 'and writes nothing');

-- A token outlives the session that it names.
select tests.act_as('postgres');
insert into public.integrations (user_id, provider) values (tests.id_of('other customer'), 'cal.com');
select tests.act_as('other customer');
select cmp_ok((select count(*) from public.profiles) + (select count(*) from public.agents) + (select count(*) from public.integrations), '=', 3::bigint,
  'control: a customer meets their rows');
select tests.act_as('postgres');
delete from auth.sessions where user_id = tests.id_of('other customer');
select tests.act_as('other customer');
select is_empty('select from public.profiles', 'a customer who was signed out meets none');
select is_empty('select from public.integrations', 'in no table');
select is(tests.rows_or_refusal($$update public.agents set nickname = 'Mine'$$), '0', 'and changes nothing');
select is(tests.rows_or_refusal($$insert into public.messages (user_id, direction) values (tests.id_of('other customer'), 'outbound')$$), '42501',
  'nor writes anything');

select * from finish();
