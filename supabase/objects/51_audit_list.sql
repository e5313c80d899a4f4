-- Two tables, read as one in the order of their indexes: each branch is a single table without a condition, so that the
-- planner merges their indexes instead of reading both from end to end.
create or replace view private.audit_rows as
select t.id, t.user_id, t.actor_id, t.action, t.action_type, t.entity, t.entity_id, t.ip, t.user_agent, t.metadata, t.created_at, t.source
from (
  select o.id, o.user_id, o.actor_id, o.action, o.action_type, o.entity, o.entity_id, o.ip, o.user_agent, o.metadata, o.created_at,
    'ops'::text as source
  from public.audit_trail o
  union all
  select l.id, l.user_id, l.actor_id, l.action::text, l.action_type::text, l.entity::text, l.entity_id::text, l.ip::text, l.user_agent::text,
    l.metadata::jsonb, l.created_at, 'platform'::text
  from public.audit_logs l
) t
where (select private.may_read()) and (t.source = 'ops' or not exists (select from private.copied_audit_rows c where c.id = t.id));

comment on view private.audit_rows is
  'What the dashboard recorded (source ops, from audit_trail) and what the platform did (source platform, from audit_logs), each row once.';

create or replace view public.audit_list with (security_invoker = true) as
select l.id, l.created_at, l.action, l.action_type, l.entity, l.entity_id, l.user_id, l.actor_id,
  r.email as actor_email, l.ip, l.user_agent, l.metadata,
  p.business_name, p.tier, h.grade, h.risk_level, h.score, l.source
from private.audit_rows l
left join private.profiles p on p.user_id = l.user_id
left join private.customer_health_scores h on h.user_id = l.user_id
left join private.profiles r on r.user_id = l.actor_id;

comment on view public.audit_list is 'Who did what, with the customer concerned. source: ops for what the dashboard recorded, platform for the platform''s own log.';

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
    private.one_of('t.source', filter, 'source'),
    private.one_of('t.action', filter, 'action'),
    private.one_of('t.entity', filter, 'entity'),
    private.actor_condition(filter),
    't.entity_id = ' || quote_literal(private.filter_text(filter, 'id')),
    private.contains('(coalesce(t.metadata ->> ''notes'', '''') || '' '' || coalesce(t.metadata ->> ''reason'', ''''))', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.audit_condition(jsonb) is 'The condition on private.audit_rows t that an audit filter stands for.';

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
  'One page of both audit logs. filter: source (ops, platform), actor (accounts, or platform), action, entity (the table), id (the row''s), customer, since, until, q (in notes and reasons), ids. sort: created_at.';

create or replace function private.distinct_audit_values(col name, most integer) returns text[]
language sql stable set search_path = ''
as $$
  select case when o.known is not null and p.known is not null then array(select unnest(o.known) union select unnest(p.known) order by 1) end
  from (select private.distinct_values('public.audit_trail', col, most)) o (known),
    (select private.distinct_values('private.audit_logs', col, most)) p (known)
$$;

comment on function private.distinct_audit_values(name, integer) is
  'The distinct values of a column of both audit logs; null when one has more than that many.';

create or replace function public.list_actors() returns table (user_id uuid, email text)
language sql stable rows 20 set search_path = ''
as $$
  select a.id::uuid, p.email
  from unnest(private.distinct_audit_values('actor_id', 200)) a (id)
  left join private.profiles p on p.user_id = a.id::uuid
$$;

comment on function public.list_actors() is
  'Every account that is the actor of a row in an audit log, former admins included; the address is null once the account is gone.';

insert into private.lists (list, source, condition, moment, series) values
  ('audit', 'private.audit_rows t', 'audit_condition', 't.created_at', 'actor')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('audit', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('audit', 'action', 't.action', 'private.distinct_audit_values(''action'', 200)'),
  ('audit', 'entity', 't.entity', 'private.distinct_audit_values(''entity'', 200)'),
  ('audit', 'source', 't.source', '''{ops,platform}''::text[]'),
  ('audit', 'actor', 'coalesce(t.actor_id::text, ''platform'')',
    '(select v || ''{platform}''::text[] from private.distinct_audit_values(''actor_id'', 200) v where v is not null)')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke all on private.audit_rows, public.audit_list from public, anon, authenticated;

grant select on private.audit_rows, public.audit_list to authenticated, service_role;

revoke execute on function private.actor_condition(filter jsonb), private.audit_condition(filter jsonb),
  private.distinct_audit_values(col name, most integer), public.list_actors(),
  public.list_audit(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.actor_condition(filter jsonb), private.audit_condition(filter jsonb),
  private.distinct_audit_values(col name, most integer), public.list_actors(),
  public.list_audit(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
