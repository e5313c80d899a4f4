create or replace view public.audit_list with (security_invoker = true) as
select l.id, l.created_at, l.action, l.action_type, l.entity, l.entity_id, l.user_id, l.actor_id,
  r.email as actor_email, l.ip, l.user_agent, l.metadata,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from private.audit_logs l
left join private.profiles p on p.user_id = l.user_id
left join private.customer_health_scores h on h.user_id = l.user_id
left join private.profiles r on r.user_id = l.actor_id;

comment on view public.audit_list is 'Who did what, with the customer concerned.';

create or replace function private.actor_condition(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, 'actor');
  accounts uuid[] := array(select c.actor::uuid from unnest(chosen) c (actor) where c.actor ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  return coalesce('(' || nullif(concat_ws(' or ', case when 'platform' = any (chosen) then 't.actor_id is null' end,
    case cardinality(accounts) when 0 then null when 1 then format('t.actor_id = %L::uuid', accounts[1])
      else format('t.actor_id = any (%L::uuid[])', accounts) end), '') || ')', 'false');
end
$$;

comment on function private.actor_condition(jsonb) is 'The condition of filter.actor: accounts, and platform for what nobody signed in did.';

create or replace function private.audit_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.one_of('t.action', filter, 'action'),
    private.one_of('t.entity', filter, 'entity'),
    private.actor_condition(filter),
    't.entity_id = ' || quote_literal(private.filter_text(filter, 'id')),
    private.contains('(coalesce(t.metadata ->> ''notes'', '''') || '' '' || coalesce(t.metadata ->> ''reason'', ''''))', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.audit_condition(jsonb) is 'The condition on audit_logs t that an audit filter stands for.';

create or replace function public.list_audit(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.audit_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('audit', 'audit_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_audit(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of the audit log. filter: actor (accounts, or platform), action, entity (the table), id (the row''s), customer, since, until, q (in notes and reasons), ids. sort: created_at.';

create or replace function public.list_actors() returns table (user_id uuid, email text)
language sql stable rows 20 set search_path = ''
as $$
  select a.id::uuid, p.email
  from unnest(private.distinct_values('private.audit_logs', 'actor_id', 200)) a (id)
  left join private.profiles p on p.user_id = a.id::uuid
$$;

comment on function public.list_actors() is
  'Everybody who is in the audit log as an actor, also those who are no admins any more; the address is null once the account is gone.';

insert into private.lists (list, source, condition, moment, series) values
  ('audit', 'private.audit_logs t', 'audit_condition', 't.created_at', 'actor')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('audit', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('audit', 'action', 't.action', 'private.distinct_values(''private.audit_logs'', ''action'', 200)'),
  ('audit', 'entity', 't.entity', 'private.distinct_values(''private.audit_logs'', ''entity'', 200)'),
  ('audit', 'actor', 'coalesce(t.actor_id::text, ''platform'')',
    '(select v || ''{platform}''::text[] from private.distinct_values(''private.audit_logs'', ''actor_id'', 200) v where v is not null)')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke all on public.audit_list from anon, authenticated;

grant select on public.audit_list to authenticated, service_role;

revoke execute on function private.actor_condition(filter jsonb), private.audit_condition(filter jsonb),
  public.list_actors(),
  public.list_audit(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.actor_condition(filter jsonb), private.audit_condition(filter jsonb),
  public.list_actors(),
  public.list_audit(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
