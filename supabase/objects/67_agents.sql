-- Agents, their problems, and looking up phone numbers.

insert into private.agent_problems (problem, place, condition, label, explanation) values
  ('no_number', 1, 't.phone_number is null', 'No number',
    'No phone number is provisioned: calls to this customer reach nobody.'),
  ('not_active', 2, 't.status not in (''active'', ''deployed'', ''configured'')', 'Not active',
    'The agent is not active, so that it takes no calls.'),
  ('failed_deploy', 3, 't.deploy_error is not null', 'Deployment failed',
    'The last deployment failed. What answers calls is what was deployed before it, if anything was.'),
  ('unknown_number', 4, 'exists (select from private.unknown_phone n where n.phone_number = t.phone_number and n.resolved_at is null offset 0)', 'Number unknown',
    'Events for this number were put aside as belonging to nobody (unknown_phone) and are unresolved: the number was not mapped when they came.'),
  ('stale_webhook', 5, 'split_part(coalesce(t.inbound_webhook_url, ''''), ''?'', 1) <> (select private.current_agent_webhook())', 'Stale webhook',
    'The agent sends its events elsewhere than the latest deployment without an error does. Deploy it again.'),
  ('two_agents', 6, 'exists (select from private.agents o where o.user_id = t.user_id and o.id <> t.id)', 'Two agents',
    'The customer has another agent as well. The contract allows one: which of them answers is not certain.')
on conflict (problem) do update set place = excluded.place, condition = excluded.condition, label = excluded.label, explanation = excluded.explanation;

create or replace function private.current_agent_webhook() returns text
language sql stable security definer set search_path = ''
as $$
  select split_part(a.inbound_webhook_url, '?', 1) from private.agents a
  where a.deploy_error is null and a.deployed_at is not null
  order by a.deployed_at desc, a.id desc limit 1
$$;

comment on function private.current_agent_webhook() is
  'Where agents are to send their events now: the address, without its parameters, that the latest deployment without an error got.';

do $$
declare
  problems text := (select string_agg(format('case when %s then %L end', p.condition, p.problem), ', ' order by p.place) from private.agent_problems p);
begin
  execute format('
    create or replace view public.agent_list with (security_invoker = true) as
    select t.id, t.user_id, t.agent_id, t.phone_number, t.nickname, t.status, t.inbound_webhook_url, t.created_at,
      t.deploy_request_id, t.deployed_at, coalesce(t.deployed_at, ''epoch'') as last_deployed, left(t.deploy_error, 400) as deploy_error,
      p.business_name, p.tier, h.grade, h.score, array_remove(array[%s], null) as problems
    from private.agents t
    left join private.profiles p on p.user_id = t.user_id
    left join private.customer_health_scores h on h.user_id = t.user_id', problems);
end
$$;

create or replace function private.agent_with_problem(problems text[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  unknown text := (select u.name from unnest(problems) u (name)
    where u.name <> 'any' and not exists (select from private.agent_problems p where p.problem = u.name) limit 1);
begin
  if unknown is not null then
    perform private.refuse_filter('problem', 'any or one of the problems of agents');
  end if;
  return (select '(' || string_agg(p.condition, ' or ' order by p.place) || ')' from private.agent_problems p
    where 'any' = any (problems) or p.problem = any (problems));
end
$$;

comment on function private.agent_with_problem(text[]) is 'The condition on agents t of having one of some problems, or any of them.';

create or replace function private.agents_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.word_condition('agent_status', 't.status', 't.raw_status', private.filter_texts(filter, 'status')),
    private.agent_with_problem(private.filter_texts(filter, 'problem')),
    -- A number in any writing is looked up as one; anything else is part of a name or of the provider's id.
    case when private.written_phone(private.filter_text(filter, 'q')) is not null
      then format('t.phone_number = any (%L::text[])', private.phone_writings(private.filter_text(filter, 'q')))
      else 't.id in (select a.id from private.agents a where '
        || private.contains_name('(coalesce(a.nickname, '''') || '' '' || coalesce(a.agent_id, ''''))', filter)
        || ' union all select a.id from private.agents a join private.profiles p on p.user_id = a.user_id where '
        || private.contains_name('(coalesce(p.business_name, '''') || '' '' || p.email)', filter) || ')' end,
    't.user_id = ' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid',
    't.created_at >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.id', filter) end,
    'true')
$$;

comment on function private.agents_condition(jsonb) is 'The condition on agents t that an agents filter stands for.';

create or replace function public.list_agents(filter jsonb default '{}', sort text default 'last_deployed',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.agent_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('agents', 'agent_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_agents(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of agents. filter: status, problem (any, or names of agent_problems()), customer, q (a number in any writing, or part of a name or of the provider''s id), since, ids. sort: last_deployed, created_at.';

create or replace function public.agent_problems() returns table (problem text, label text, explanation text, agents bigint)
language plpgsql stable rows 6 set search_path = ''
as $$
declare
  p private.agent_problems;
begin
  for p in select * from private.agent_problems a order by a.place loop
    return query execute format('select %L, %L, %L, count(*) from (select from private.agents t where %s limit 10001) c',
      p.problem, p.label, p.explanation, p.condition);
  end loop;
end
$$;

comment on function public.agent_problems() is
  'What can be wrong with agents, the worst first, and how many have it: exact to 10,000, and 10,001 for more.';

create or replace function public.look_up_phone(phone text)
returns table (e164 text, agent_id uuid, user_id uuid, business_name text, unknown_events bigint, last_unknown_at timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select n.e164, a.id, a.user_id, p.business_name, u.events, u.last_at
  from (select private.written_phone(phone) as e164) n
  left join lateral public.agent_by_phone(n.e164) a on true
  left join private.profiles p on p.user_id = a.user_id
  left join lateral (
    select count(*) as events, max(x.received_at) as last_at
    from (select k.received_at from private.unknown_phone k where k.phone_number = n.e164 and k.resolved_at is null order by k.received_at desc limit 1000) x
  ) u on true
  where n.e164 is not null
$$;

comment on function public.look_up_phone(text) is
  'A number in any usual writing as +14155551234, the agent that answers it, and how many unresolved events came for it as a number of nobody (1,000 at most). No row for what is no number.';

drop policy if exists agent_problems_select on private.agent_problems;
create policy agent_problems_select on private.agent_problems for select to authenticated using (true);

grant select on private.agent_problems to authenticated, service_role;

comment on view public.agent_list is 'Agents with their customer and what is wrong with each; see agent_problems().';

revoke all on public.agent_list from anon, authenticated;

grant select on public.agent_list to authenticated, service_role;

-- "offset 0": a number is looked up for each agent shown, instead of first making a list of all that are unknown.

insert into private.lists (list, source, condition, moment, series) values
  ('agents', 'private.agents t', 'agents_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('agents', 'last_deployed', '{"coalesce(t.deployed_at, ''epoch'')",t.id}', '{%L::timestamptz,%L::uuid}'),
  ('agents', 'created_at', '{t.created_at,t.id}', '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('agents', 'status', 't.status', 'private.distinct_values(''private.agents'', ''status'', 50)')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.agent_with_problem(problems text[]), private.agents_condition(filter jsonb),
  private.current_agent_webhook(), public.agent_problems(),
  public.list_agents(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.look_up_phone(phone text) from public, anon, authenticated, service_role;

grant execute on function private.agent_with_problem(problems text[]), private.agents_condition(filter jsonb),
  private.current_agent_webhook(), public.agent_problems(),
  public.list_agents(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.look_up_phone(phone text) to authenticated, service_role;
