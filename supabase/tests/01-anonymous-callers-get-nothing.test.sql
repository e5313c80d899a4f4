select plan(13);

select isnt_empty('select from public.profiles', 'control: there are profiles');
select isnt_empty('select from public.error_logs', 'control: there are errors');

select tests.act_as('anon');

select is_empty('select from public.profiles', 'anon sees no profile');
select is_empty('select from public.agents', 'anon sees no agent');
select is_empty('select from public.audit_logs', 'anon sees no audit row');
select is_empty('select from public.audit_trail', 'anon sees none of ours');
select is_empty('select from public.error_logs', 'anon sees no error');
select is_empty('select from public.ops_alerts', 'anon sees no alert');
select is_empty('select from public.churn_alerts', 'anon sees no churn alert');
select is_empty('select from public.webhook_queue', 'anon sees no webhook');
select is_empty('select from public.customer_health_scores', 'anon sees no health score');
select is(tests.rows_or_refusal('select * from public.whoami()'), '42501', 'anon may not ask who they are');
select is(tests.rows_or_refusal($$update public.error_logs set resolution_notes = 'x'$$), '0', 'anon changes no error');

select * from finish();
