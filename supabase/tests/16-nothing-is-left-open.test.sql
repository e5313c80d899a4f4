select plan(22);

select is_empty($$select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity$$,
  'every table has row level security');
select is_empty($$select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and not exists (select from pg_policy p where p.polrelid = c.oid)$$, 'and at least one policy');
select isnt_empty($$select from tests.grants_of_migrations where grantee = 'authenticated'$$, 'control: the migrations grant something');
select is_empty($$select table_name, privilege_type from tests.grants_of_migrations where grantee in ('anon', 'PUBLIC')$$,
  'the migrations grant anon nothing, on any table or view');
select is_empty($$select table_name from tests.grants_of_migrations where grantee = 'authenticated' and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')$$,
  'and signed-in accounts only what policies rule');
select is_empty($$select c.relname from pg_class c where c.relnamespace = 'private'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity$$,
  'the private ones too');
select is_empty($$select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
  and not coalesce('security_invoker=true' = any (c.reloptions), false)$$, 'every view runs with its caller''s rights');
select is_empty($$select p.polname from pg_policy p where p.polpermissive and p.polroles <> array['authenticated'::regrole::oid]$$, 'every policy that permits is for signed-in accounts');
select set_eq($$select distinct p.polname::text from pg_policy p where p.polcmd = '*'$$, '{users_own_data,admins_full_access,admins_only,not_for_anon}'::text[],
  'every policy is for one command, but those that the contract names and what stands behind them');
select set_eq($$select p.polrelid::regclass::text from pg_policy p where p.polname = 'users_own_data'$$,
  '{profiles,agents,leads,messages,appointments,subscriptions,usage_limits,usage_calls,usage_sms}'::text[], 'users_own_data is where the contract has it');
select set_eq($$select p.polrelid::regclass::text from pg_policy p where p.polname = 'admins_full_access'$$,
  '{webhook_queue,error_logs,ops_alerts,customer_health_scores,churn_alerts,reconciliation_runs,active_sessions,unknown_phone,call_events,sms_events,alerts,tier_snapshots,billing_line_items,latency_logs}'::text[],
  'so is admins_full_access');
select is_empty($$select p.tablename, p.policyname from pg_policies p
  where regexp_replace(coalesce(p.qual, '') || ' ' || coalesce(p.with_check, ''), '\( SELECT (auth\.uid|private\.is_admin|private\.session_is_alive)\(\) AS \w+\)', '', 'g') ~ '\w+\.\w+\(\)'$$,
  'every policy asks who the caller is once, not once a row');

select set_eq($$select p.policyname::text from pg_policies p where p.schemaname = 'public' and p.cmd <> 'SELECT' and p.permissive = 'PERMISSIVE'$$,
  '{users_own_data,admins_full_access}'::text[]
    || array(select t || '_' || verb from unnest('{integrations,webhook_configs,tracking_sessions,dialer_queue}'::text[]) t,
      unnest('{insert,update,delete}'::text[]) verb),
  'people write to these tables only');

create temp view ours as
select p.oid, p.pronamespace::regnamespace::text as home, p.proname, p.prosecdef, p.proconfig, p.oid::regprocedure::text as signature
from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace);

select isnt_empty('select from ours', 'control: there are functions');
-- A procedure that commits as it goes cannot have settings; it names every schema, and only the owner may call it. What
-- fingerprints an error, or is asked of every row, would be dearer with them.
select is_empty($$select signature from ours where not 'search_path=""' = any (coalesce(proconfig, '{}'))
  and proname not in ('backfill', 'fill_counts', 'regroup_errors', 'run_backfill_task', 'error_fingerprint', 'error_text_hash', 'hour_of', 'latency_slot')$$,
  'every function has an empty search path');
-- What is disabled costs so much that Postgres would compile the plan, for seconds, wherever compiling is on.
select is_empty($$select signature from ours where array_to_string(proconfig, ' ') ~ 'enable_(seqscan|indexscan|indexonlyscan|bitmapscan|nestloop|hashjoin|mergejoin)=off'
  and not 'jit=off' = any (proconfig)$$, 'a function that disables kinds of plans does not let them be compiled');
select is_empty($$select signature from ours where obj_description(oid, 'pg_proc') is null$$, 'every function says what it does');
select is_empty($$select c.relname from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  and c.relkind in ('r', 'p', 'v') and obj_description(c.oid, 'pg_class') is null$$, 'every table and view says what it is');
select results_eq($$select signature from ours where has_function_privilege('anon', oid, 'execute') order by 1$$,
  $$values ('missing_contract_parts()'::text), ('sign_in_allowed(text,text)')$$, 'anon may call two functions');
select is_empty($$select signature from ours, aclexplode((select proacl from pg_proc where pg_proc.oid = ours.oid)) a where a.grantee = 0$$,
  'no function is open to everybody');
select set_eq($$select proname::text from ours where home = 'public' and prosecdef$$, array['whoami', 'sign_in_allowed', 'sign_in_succeeded', 'missing_contract_parts'],
  'four API functions act for the database, the others for their caller');
select ok(not has_schema_privilege('anon', 'private', 'usage'), 'anon has no way into the private schema');

select * from finish();
