select plan(25);

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
select is(tests.rows_or_refusal($$update public.agents set phone_number = '+15550199'$$), '42501', 'and gives it no other number');
select is(tests.rows_or_refusal($$delete from public.profiles$$), '0', 'a customer deletes no profile');
select is(tests.rows_or_refusal($$delete from public.agents$$), '0', 'a customer deletes no agent');
select is(tests.rows_or_refusal($$insert into public.agents (user_id) values (tests.id_of('customer'))$$), '42501',
  'a customer deploys no agent');

select is(tests.rows_or_refusal($$update public.error_logs set resolved_at = now(), resolution_notes = 'x'$$), '0', 'a customer resolves no error');
select is(tests.rows_or_refusal($$update public.ops_alerts set acknowledged_at = now()$$), '0', 'a customer acknowledges no alert');
select is(tests.rows_or_refusal($$update public.churn_alerts set resolved_at = now(), resolution_notes = 'x'$$), '0', 'a customer resolves no churn alert');
select is(tests.rows_or_refusal($$update public.webhook_queue set processed_at = null$$), '0', 'a customer requeues nothing');
select is(tests.rows_or_refusal($$update public.customer_health_scores set score = 100$$), '0', 'a customer does not grade themselves');

select * from finish();
