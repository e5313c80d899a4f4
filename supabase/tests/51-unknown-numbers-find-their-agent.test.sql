select plan(35);

create function pg_temp.last_audit() returns public.audit_trail language sql
as $$ select l from public.audit_trail l order by l.created_at desc, l.ctid desc limit 1 $$;
create function pg_temp.agent_of(actor text) returns uuid language sql
as $$ select a.id from public.agents a where a.user_id = tests.id_of(actor) $$;

update public.agents set phone_number = '+14155550142', agent_id = 'agent_one' where user_id = tests.id_of('customer');
update public.agents set phone_number = '+14155559871', agent_id = 'agent_two' where user_id = tests.id_of('other customer');
insert into public.unknown_phone (id, phone_number, event_type, raw_payload, received_at) values
  (tests.row_id('f', 1), '+14155550143', 'sms_inbound', '{"To": "+14155550143"}', '2026-03-01 10:00+00'),
  (tests.row_id('f', 2), '+14155550143', 'call_inbound', '{"call": {"agent_id": "agent_two"}}', '2026-03-01 11:00+00'),
  (tests.row_id('f', 3), '(415) 555-0142', 'sms_inbound', '{}', '2026-03-01 12:00+00'),
  (tests.row_id('f', 4), null, null, null, '2026-03-01 13:00+00');

-- Suggestions
select tests.act_as('admin');
select results_eq($$select business_name, reason from public.suggest_agents(tests.row_id('f', 1))$$,
  $$values ('Customer Heating', 'differs in 1 digit'), ('Other Customer Heating', 'the same area and exchange')$$, 'the agent whose number is nearest comes first');
select results_eq($$select business_name, reason from public.suggest_agents(tests.row_id('f', 2)) order by reason desc$$,
  $$values ('Other Customer Heating', 'named in the payload'), ('Customer Heating', 'differs in 1 digit')$$, 'the one that the payload names is among them');
select results_eq($$select business_name, reason from public.suggest_agents(tests.row_id('f', 3)) limit 1$$,
  $$values ('Customer Heating', 'the same number')$$, 'a number may only be written otherwise');
select is_empty($$select public.suggest_agents(tests.row_id('f', 4))$$, 'nothing is suggested for no number');
select results_eq($$select business_name, reason from public.suggest_agents(tests.row_id('f', 4), 'other customer')$$,
  $$values ('Other Customer Heating', 'found by name')$$, 'any agent can be looked for by its customer''s name');
select is_empty($$select public.suggest_agents(tests.row_id('f', 4), '%')$$, 'letters for patterns are letters');

-- Matching
select results_eq($$select outcome from public.resolve_unknown_numbers(array[tests.row_id('f', 1), tests.row_id('f', 9)], pg_temp.agent_of('customer'), ' Typo ')$$,
  $$values ('done'), ('missing')$$, 'matching returns an outcome for each');
select results_eq($$select state, resolution, notes, resolved_by_email, business_name from public.unknown_number_list where id = tests.row_id('f', 1)$$,
  $$values ('resolved', 'matched', 'Typo', 'admin@kryonex.test', 'Customer Heating')$$, 'it is stamped and leads to the customer');
select is((select resolved_at = now() from public.unknown_phone where id = tests.row_id('f', 1)), true, 'with the time');
select results_eq('select action, actor_id, user_id, metadata ->> ''outcome'', metadata ->> ''notes'' from pg_temp.last_audit()',
  $$values ('unknown_number.resolved', tests.id_of('admin'), tests.id_of('customer'), 'matched', 'Typo')$$, 'and audited');
select tests.act_as('second admin');
select results_eq($$select outcome, actor_email from public.resolve_unknown_numbers(array[tests.row_id('f', 1)], pg_temp.agent_of('other customer'))$$,
  $$values ('already', 'admin@kryonex.test')$$, 'the second admin sees who was first');
select is((select matched_agent from public.unknown_phone where id = tests.row_id('f', 1)), pg_temp.agent_of('customer'), 'and overwrites nothing');
select throws_ok($$select public.resolve_unknown_numbers(array[tests.row_id('f', 2)], gen_random_uuid())$$, '22023', null, 'the agent must exist');
select throws_ok($$select public.resolve_unknown_numbers(array[tests.row_id('f', 2)], null, '  ')$$, '22023', null, 'dismissing needs a reason');
select is((select outcome from public.resolve_unknown_numbers(array[tests.row_id('f', 2)], null, 'Spam')), 'done', 'with one it is done');
select is((select resolution from public.unknown_phone where id = tests.row_id('f', 2)), 'dismissed', 'and called so');

-- Lists
select is((select string_agg(ltrim(right(id::text, 12), '0'), ' ') from public.list_unknown_numbers('{"state": "open"}')), '4 3', 'what is open, the newest first');
select is((select string_agg(ltrim(right(id::text, 12), '0'), ' ') from public.list_unknown_numbers('{"resolution": ["matched"]}')), '1', 'what was matched');
select is((select string_agg(ltrim(right(id::text, 12), '0'), ' ') from public.list_unknown_numbers('{"q": "415.555.0143"}')), '2 1', 'what came for a number, in any writing');
select is_empty($$select from public.list_unknown_numbers('{"q": "5550143"}')$$, 'which no part finds that is masked');
select results_eq($$select value, matches from public.list_facets('unknown_numbers', '{}') where facet = 'state'$$, $$values ('open', 2::bigint), ('resolved', 2)$$, 'counted by state');

-- Back
select is((select outcome from public.reopen_unknown_numbers(array[tests.row_id('f', 1)])), 'done', 'it can be reopened');
select results_eq($$select resolved_at is null, resolved_by is null, resolution is null, notes is null, matched_agent is null from public.unknown_phone where id = tests.row_id('f', 1)$$,
  'values (true, true, true, true, true)', 'which clears the stamps');
select results_eq('select action, user_id, metadata #>> ''{previous,resolution}'' from pg_temp.last_audit()',
  $$values ('unknown_number.reopened', tests.id_of('customer'), 'matched')$$, 'keeps in the audit log what they were');
select results_eq($$select outcome, actor_email from public.reopen_unknown_numbers(array[tests.row_id('f', 1)])$$,
  $$values ('already', 'second-admin@kryonex.test')$$, 'and happens once');

-- Revealing
select is(public.reveal('unknown_phone', tests.row_id('f', 1), '{phone_number}'), '+14155550143', 'an admin can see the number');
select results_eq('select action, entity, entity_id, user_id from pg_temp.last_audit()',
  $$values ('payload.revealed', 'unknown_phone', tests.row_id('f', 1)::text, null::uuid)$$, 'which is written down');
select throws_ok($$select public.reveal('unknown_phone', tests.row_id('f', 1), '{resolved_by}')$$, '22023', null, 'and nothing but what is named');

-- Others
select tests.act_as(actor), is((select count(*) from public.unknown_number_list), 0::bigint, actor || ' sees none')
from unnest('{customer,demoted admin,signed-out admin}'::text[]) actor;
select tests.act_as('customer');
select throws_ok($$select public.resolve_unknown_numbers(array[tests.row_id('f', 3)], null, 'Mine')$$, '42501', 'admins only', 'a customer resolves none');
select is_empty($$select public.suggest_agents(tests.row_id('f', 1))$$, 'and gets no agents');
select tests.act_as('anon');
select is(tests.rows_or_refusal($$select public.resolve_unknown_numbers(array[tests.row_id('f', 3)], null, 'x')$$), '42501', 'nor anon');
select tests.act_as('postgres');
select is((select resolved_at from public.unknown_phone where id = tests.row_id('f', 3)), null, 'it stayed as it was');

select * from finish();
