select plan(19);

-- A second agent for the same Retell agent.
select tests.act_as('service_role');
update public.agents set agent_id = 'retell-master' where user_id = tests.id_of('customer');
select is(tests.rows_or_refusal($$insert into public.agents (user_id, agent_id, phone_number) values (tests.id_of('unscored customer'), 'retell-master', '+15550103')$$),
  '1', 'a second customer deploys the same Retell agent');
select is(tests.rows_or_refusal($$insert into public.agents (user_id, agent_id, phone_number) values (tests.id_of('unscored customer'), 'retell-master', '+15550104')
  on conflict (user_id) do update set phone_number = excluded.phone_number$$), '1', 'deploying again replaces the agent');
select is((select count(*) from public.agents where agent_id = 'retell-master'), 2::bigint, 'control: two customers share it');
select is(tests.rows_or_refusal($$insert into public.agents (user_id, agent_id) values (tests.id_of('unscored customer'), 'another')$$), '23505',
  'one agent per customer');
select is(tests.rows_or_refusal($$insert into public.agents (user_id, phone_number) values (tests.id_of('newcomer'), '+15550104')$$), '23505', 'each number once');

-- Missing columns.
select is_empty('select from public.missing_contract_parts()', 'nothing is missing after all files');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.missing_contract_parts()'), '0', 'which the start check may ask without signing in');
select tests.act_as('postgres');
create function pg_temp.missing() returns setof text language sql as $$ select concat_ws(' ', file, relation, part) from public.missing_contract_parts() $$;
savepoint whole;
alter table public.profiles drop column business_hours cascade;
select results_eq('select pg_temp.missing()', array['business_hours.sql profiles business_hours'], 'a missing column names its file');
rollback to whole;
alter table public.profiles drop column review_request_enabled cascade;
select results_eq('select pg_temp.missing()', array['sms_automation.sql profiles review_request_enabled'], 'which need not be the table''s');
rollback to whole;
drop table public.consent_logs cascade;
select set_eq('select pg_temp.missing()', array(select 'consent_logs.sql consent_logs ' || c from unnest('{id,user_id,version,ip,user_agent,created_at}'::text[]) c),
  'a missing table misses all its columns');
rollback to whole;
alter table public.agents drop constraint agents_user_id_key;
alter table public.agents add constraint agents_agent_id_key unique nulls not distinct (agent_id, id);
select set_eq('select pg_temp.missing()', array['fix_agents_constraints.sql agents agents_user_id_key',
  'fix_agents_constraints.sql agents agents_agent_id_key is still there'], 'so are constraints that a file should have changed');
rollback to whole;
select is_empty('select pg_temp.missing()', 'control: and it is all there again');

-- Row level security in the way.
select isnt_empty('select from public.webhook_queue', 'control: there are webhooks');
select tests.act_as('customer');
select is_empty('select from public.webhook_queue', 'who is no admin sees no webhook');
select is((select is_admin from public.whoami()), false, 'and can find out why');
select tests.act_as('admin');
select isnt_empty('select from public.webhook_queue', 'an admin sees them');
select is((select is_admin from public.whoami()), true, 'and why');
select is((select user_id from public.whoami()), tests.id_of('admin'), 'under the account expected');
select tests.act_as('service_role');
select isnt_empty('select from public.webhook_queue', 'the backend sees them anyway');

select * from finish();
