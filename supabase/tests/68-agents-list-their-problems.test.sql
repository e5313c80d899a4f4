select plan(41);

alter table public.agents drop constraint if exists agents_user_id_key;
delete from public.agents;
insert into auth.users (id, email, is_sso_user, is_anonymous) select md5('ag' || n)::uuid, 'ag' || n || '@kryonex.test', false, false from generate_series(1, 9) n;
insert into public.profiles (user_id, email, business_name, tier) select md5('ag' || n)::uuid, 'ag' || n || '@kryonex.test', 'Cooling ' || n, 'pro' from generate_series(1, 9) n;
insert into public.agents (id, user_id, agent_id, phone_number, nickname, status, inbound_webhook_url, deployed_at, deploy_error) values
  (tests.row_id('1', 1), md5('ag1')::uuid, 'agent_one', '+14155551231', 'One', 'active', 'https://api.example/v2?token=1', '2026-03-01', null),
  (tests.row_id('1', 2), md5('ag2')::uuid, 'agent_two', '+14155551232', 'Two', 'active', 'https://api.example/v1', '2026-02-01', null),
  (tests.row_id('1', 3), md5('ag3')::uuid, 'agent_three', null, 'Three', 'pending', 'https://api.example/v2', null, null),
  (tests.row_id('1', 4), md5('ag4')::uuid, 'agent_four', '+14155551234', 'Four', 'active', 'https://api.example/v9', '2026-03-05', 'Number taken'),
  (tests.row_id('1', 5), md5('ag5')::uuid, 'agent_five', '+14155551235', 'Five', 'active', 'https://api.example/v2', '2026-02-03', null),
  (tests.row_id('1', 6), md5('ag6')::uuid, 'agent_six', '+14155551236', 'Six', 'active', 'https://api.example/v2?token=2', '2026-02-04', null),
  (tests.row_id('1', 7), md5('ag6')::uuid, 'agent_seven', '+14155551237', 'Seven', 'active', 'https://api.example/v2', '2026-02-05', null);
insert into public.unknown_phone (phone_number, received_at, resolved_at) values
  ('+14155551235', '2026-03-02', null), ('+14155551235', '2026-03-03', null), ('+14155551236', '2026-03-02', now()), ('+14155550000', '2026-03-02', null);

select tests.act_as('admin');
select results_eq('select nickname, problems from public.list_agents() order by id', $$values
  ('One', '{}'::text[]), ('Two', '{stale_webhook}'), ('Three', '{no_number,not_active}'), ('Four', '{failed_deploy,stale_webhook}'),
  ('Five', '{unknown_number}'), ('Six', '{two_agents}'), ('Seven', '{two_agents}')$$, 'each says what is wrong with it, the worst first');
select is(p.agents, e.agents::bigint, p.problem || ' are counted') from public.agent_problems() p
join (values ('no_number', 1), ('not_active', 1), ('failed_deploy', 1), ('unknown_number', 1), ('stale_webhook', 2), ('two_agents', 2)) e (problem, agents) using (problem);
select is((select count(*) from public.list_agents(jsonb_build_object('problem', jsonb_build_array(p.problem)))), p.agents, p.problem || ' are listed as they are counted') from public.agent_problems() p;
select is((select count(*) from public.list_agents('{"problem": ["any"]}')), 6::bigint, 'any of them');
select throws_ok($$select public.list_agents('{"problem": ["ugly"]}')$$, '22023', null, 'another problem is refused');
select is((select explanation is not null from public.agent_problems() limit 1), true, 'each is explained');

-- By number, in any writing, and by name
select is((select nickname from public.list_agents(jsonb_build_object('q', writing))), 'One', 'found by ' || writing)
from unnest(array['+14155551231', '(415) 555-1231', '415.555.1231', '1 415 555 1231', '00 1 415 555 1231', 'tel:+1-415-555-1231', '415-555-1231 ext. 9', 'gent_on', 'cooling 1']) writing;
select is_empty($$select from public.list_agents('{"q": "415 555 9999"}')$$, 'a number of nobody finds nobody');
select results_eq($$select e164, agent_id, business_name, unknown_events, last_unknown_at from public.look_up_phone('(415) 555-1235')$$,
  $$values ('+14155551235', tests.row_id('1', 5), 'Cooling 5', 2::bigint, timestamptz '2026-03-03')$$, 'a look-up finds the agent that answers, and events for nobody');
select results_eq($$select e164, agent_id, unknown_events from public.look_up_phone('415 555 0000')$$, $$values ('+14155550000', null::uuid, 1::bigint)$$, 'also for a number without an agent');
select is_empty($$select from public.look_up_phone('Cooling')$$, 'a name is no number');
select is_empty($$select from public.look_up_phone(null)$$, 'nor is nothing');

-- Order
select results_eq('select nickname from public.list_agents()', array['Four', 'One', 'Seven', 'Six', 'Five', 'Two', 'Three'], 'by deployment, the latest first, those never deployed last');
select results_eq(format('select nickname from public.list_agents(cursor_values => %L)', (select jsonb_build_array(last_deployed, id) from public.agent_list where nickname = 'Five')),
  array['Two', 'Three'], 'from one row on');
select results_eq($$select value, matches from public.list_facets('agents') where facet = 'status'$$, $$values ('active', 6::bigint), ('pending', 1)$$, 'the status is a facet');


-- A look at a number
select is(public.reveal('agents', tests.row_id('1', 1), '{phone_number}'), '+14155551231', 'a number can be revealed');
select is((select user_id from public.audit_trail where action = 'payload.revealed' and entity = 'agents'), md5('ag1')::uuid, 'which is written down');

select tests.act_as('customer');
select is_empty('select from public.list_agents()', 'customers see no agent of others');
select is((select agent_id from public.look_up_phone('+14155551231')), null, 'nor whose a number is');
select is((select sum(agents) from public.agent_problems()), 0::numeric, 'nor what is wrong');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.' || call), '42501', 'anon may not ask ' || call)
from unnest(array['list_agents()', 'agent_problems()', 'look_up_phone(''1'')']) call;

select * from finish();
