-- Events for unknown phone numbers: matching, dismissing, suggestions, the list.

create or replace function private.audit_unknown_number(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values ((select a.user_id from private.agents a where a.id = coalesce(new.matched_agent, old.matched_agent)), auth.uid(),
    case when new.resolved_at is null then 'unknown_number.reopened' else 'unknown_number.resolved' end,
    case when new.resolved_at is null then 'reopen' else 'resolve' end, relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('outcome', new.resolution, 'notes', new.notes, 'agent', new.matched_agent)) ||
    case when new.resolved_at is null then jsonb_build_object('previous', jsonb_build_object('resolved_at', old.resolved_at,
      'resolved_by', old.resolved_by, 'resolution', old.resolution, 'notes', old.notes, 'matched_agent', old.matched_agent)) else '{}' end);
end
$$;

comment on function private.audit_unknown_number(text, record, record) is 'Writes the audit row of resolving an unknown number, or of reopening it.';

create or replace function private.close_unknown_numbers(ids uuid[], agent uuid, notes text, resolving boolean)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
  said text := nullif(btrim(notes), '');
begin
  perform private.begin_act();
  if resolving and agent is null then
    said := private.required_text('notes', notes);
  elsif resolving and not exists (select from private.agents a where a.id = agent) then
    raise exception 'agent must be the id of an agent' using errcode = '22023';
  end if;
  perform from public.unknown_phone t where t.id in (select w.id from private.check_ids(ids) w) order by t.id for update;
  with changed_rows as (
    update public.unknown_phone u set resolved_at = case when resolving then now() end, resolved_by = case when resolving then auth.uid() end,
      resolution = case when resolving then case when agent is null then 'dismissed' else 'matched' end end,
      notes = case when resolving then said end, matched_agent = case when resolving then agent end
    from private.unknown_phone t
    where t.id = u.id and u.id = any (ids) and (t.resolved_at is null) = resolving returning u.id
  ) select coalesce(array_agg(c.id), '{}') into changed from changed_rows c;
  perform private.end_act();
  return query
    select w.id, case when t.id is null then 'missing' when w.id = any (changed) then 'done' else 'already' end,
      coalesce(t.resolved_at, l.created_at), coalesce(t.resolved_by, l.actor_id), p.email
    from private.check_ids(ids) w
    left join private.unknown_phone t on t.id = w.id
    left join lateral (
      select l.created_at, l.actor_id from public.audit_trail l
      where t.id is not null and not resolving and l.entity = 'unknown_phone' and l.entity_id = w.id::text and l.action = 'unknown_number.reopened'
      order by l.created_at desc limit 1
    ) l on true
    left join private.profiles p on p.user_id = coalesce(t.resolved_by, l.actor_id)
    order by w.place;
end
$$;

comment on function private.close_unknown_numbers(uuid[], uuid, text, boolean) is
  'Resolves unknown numbers that are open, or reopens those that are resolved, and returns one outcome per id.';

create or replace function public.resolve_unknown_numbers(ids uuid[], agent uuid default null, notes text default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.close_unknown_numbers(ids, agent, notes, true) $$;

comment on function public.resolve_unknown_numbers(uuid[], uuid, text) is
  'Resolves unknown numbers in the caller''s name: matched to an agent, or dismissed with notes where no agent is given. One row per id with its outcome.';

create or replace function public.reopen_unknown_numbers(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.close_unknown_numbers(ids, null, null, false) $$;

comment on function public.reopen_unknown_numbers(uuid[]) is 'Opens resolved unknown numbers again. One row per id with its outcome.';

create or replace function public.suggest_agents(unknown uuid, q text default null, most integer default 6)
returns table (id uuid, user_id uuid, phone_number text, status text, business_name text, tier text, grade text, reason text)
language sql stable rows 6 set search_path = ''
as $$
  with wanted as materialized (
    select right(regexp_replace(u.phone_number, '\D', '', 'g'), 10) as digits,
      coalesce(u.raw_payload #>> '{call,agent_id}', u.raw_payload ->> 'agent_id') as agent_id
    from private.unknown_phone u where u.id = unknown
  ),
  called as materialized (
    select '%' || private.like_literal(private.folded_text(btrim(suggest_agents.q))) || '%' as pattern where btrim(suggest_agents.q) <> ''
  ),
  among as (
    select a.id, a.user_id, a.phone_number, a.status, a.agent_id, w.digits, w.agent_id as wanted_agent, d.digits as own
    from wanted w cross join private.agents a
    cross join lateral (select right(regexp_replace(a.phone_number, '\D', '', 'g'), 10) as digits) d
    where not exists (select from called) and (a.agent_id = w.agent_id
      or length(w.digits) = 10 and (left(d.digits, 3) = left(w.digits, 3) or substr(d.digits, 4, 3) = substr(w.digits, 4, 3) or right(d.digits, 4) = right(w.digits, 4)))
    union all
    select a.id, a.user_id, a.phone_number, a.status, a.agent_id, null, null, null
    from called c join private.profiles p on private.folded_text(coalesce(p.business_name, '') || ' ' || p.email) ilike c.pattern
      and private.shows(coalesce(p.business_name, '') || ' ' || p.email, btrim(suggest_agents.q))
    join private.agents a on a.user_id = p.user_id
  ),
  ranked as (
    select m.*, case when m.own is null then 0 when m.own = m.digits then 0 when m.agent_id = m.wanted_agent then 1 else 1 + (
      select count(*)::integer from generate_series(1, 10) i where substr(m.own, i, 1) is distinct from substr(m.digits, i, 1)) end as distance
    from among m
  )
  select r.id, r.user_id, r.phone_number, r.status, p.business_name, p.tier, h.grade,
    case when r.own is null then 'found by name' when r.distance = 0 then 'the same number' when r.agent_id = r.wanted_agent then 'named in the payload'
      when r.distance <= 3 then format('differs in %s digit%s', r.distance - 1, case r.distance when 2 then '' else 's' end)
      when left(r.own, 6) = left(r.digits, 6) then 'the same area and exchange' else 'the same area' end
  from ranked r
  left join private.profiles p on p.user_id = r.user_id
  left join private.customer_health_scores h on h.user_id = r.user_id
  where r.own is null or r.distance <= 3 or r.agent_id = r.wanted_agent or left(r.own, 3) = left(r.digits, 3)
  order by r.distance, left(r.own, 6) is distinct from left(r.digits, 6), p.business_name, r.id limit least(greatest(most, 1), 50)
$$;

comment on function public.suggest_agents(uuid, text, integer) is
  'Agents that an unknown number may belong to: the same number written otherwise, the agent that the payload names, a few digits off, the same exchange or area; or, with q, those whose customer is called so.';

create or replace view public.unknown_number_list with (security_invoker = true) as
select u.id, u.event_type, u.phone_number, u.received_at, u.resolved_at, u.resolved_by, r.email as resolved_by_email, u.resolution,
  left(u.notes, 400) as notes, case when u.resolved_at is null then 'open' else 'resolved' end as state,
  u.matched_agent, a.phone_number as agent_number, a.user_id, p.business_name, p.tier, h.grade
from private.unknown_phone u
left join private.agents a on a.id = u.matched_agent
left join private.profiles p on p.user_id = a.user_id
left join private.customer_health_scores h on h.user_id = a.user_id
left join private.profiles r on r.user_id = u.resolved_by;

comment on view public.unknown_number_list is 'Events for unknown numbers without their payloads; the customer is the one whose agent the number was matched to.';

create or replace function private.unknown_numbers_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"open": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.event_type', filter, 'event_type'), private.one_of('t.resolution', filter, 'resolution'),
    private.contains('coalesce(t.phone_number, '''')', filter),
    private.common_condition(filter - 'customer', 'received_at'))
$$;

comment on function private.unknown_numbers_condition(jsonb) is 'The condition on unknown_phone t that a filter stands for.';

create or replace function public.list_unknown_numbers(filter jsonb default '{}', sort text default 'received_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.unknown_number_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('unknown_numbers', 'unknown_number_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_unknown_numbers(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of events for unknown numbers. filter: state (open, resolved, all), event_type, resolution, since, until, q (part of the number), ids. sort: received_at.';

create or replace trigger audit_unknown_number after update on public.unknown_phone for each row
  when ((old.resolved_at is null) <> (new.resolved_at is null)) execute function private.audit('unknown_number');

revoke all on public.unknown_number_list from anon, authenticated;

grant select on public.unknown_number_list to authenticated;

insert into private.lists (list, source, condition, moment, series) values
  ('unknown_numbers', 'private.unknown_phone t', 'unknown_numbers_condition', 't.received_at', 'state')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('unknown_numbers', 'received_at', array['t.received_at', 't.id'], array['%L::timestamptz', '%L::uuid'])
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('unknown_numbers', 'event_type', 't.event_type', 'private.distinct_values(''private.unknown_phone'', ''event_type'', 200)'),
  ('unknown_numbers', 'resolution', 't.resolution', null),
  ('unknown_numbers', 'state', 'case when t.resolved_at is null then ''open'' else ''resolved'' end', '''{open,resolved}''::text[]')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.audit_unknown_number(relation text, old record, new record),
  private.close_unknown_numbers(ids uuid[], agent uuid, notes text, resolving boolean),
  private.unknown_numbers_condition(filter jsonb),
  public.list_unknown_numbers(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.reopen_unknown_numbers(ids uuid[]), public.resolve_unknown_numbers(ids uuid[], agent uuid, notes text),
  public.suggest_agents(unknown uuid, q text, most integer) from public, anon, authenticated, service_role;

grant execute on function private.close_unknown_numbers(ids uuid[], agent uuid, notes text, resolving boolean),
  private.unknown_numbers_condition(filter jsonb),
  public.list_unknown_numbers(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.reopen_unknown_numbers(ids uuid[]), public.resolve_unknown_numbers(ids uuid[], agent uuid, notes text),
  public.suggest_agents(unknown uuid, q text, most integer) to authenticated, service_role;
