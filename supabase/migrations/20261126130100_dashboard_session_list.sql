-- Sessions as a list: what it shows, how it is filtered, and what can be done to everything that matches.

create or replace function private.session_sign(addresses smallint, last_active timestamptz, created_at timestamptz, revoked_at timestamptz) returns text
language sql stable set search_path = ''
as $$
  select case
    when revoked_at is not null then null
    when addresses >= 4 then 'many_addresses'
    when last_active < now() - interval '30 days' then 'idle'
    when created_at < now() - interval '90 days' then 'old'
  end
$$;

comment on function private.session_sign(smallint, timestamptz, timestamptz, timestamptz) is
  'Why a session that still works looks odd, the strongest sign only: many_addresses (its customer signed in from 4 or more within 24 hours), idle (not seen for 30 days) or old (began more than 90 days ago). Null for others.';

create or replace view public.session_list with (security_invoker = true) as
select s.id, s.user_id, s.ip_address, s.user_agent, s.created_at, s.last_active, s.addresses, s.revoked_at, s.revoked_by,
  s.revoked_reason, r.email as revoked_by_email, private.session_sign(s.addresses, s.last_active, s.created_at, s.revoked_at) as sign,
  p.business_name, p.tier, h.grade
from public.active_sessions s
left join public.profiles p on p.user_id = s.user_id
left join public.customer_health_scores h on h.user_id = s.user_id
left join public.profiles r on r.user_id = s.revoked_by;

comment on view public.session_list is 'Sessions of customers without their tokens, with whom they belong to and what looks odd.';
revoke all on public.session_list from anon, authenticated;
grant select on public.session_list to authenticated, service_role;

create or replace function private.sign_condition(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, 'sign');
  known jsonb := '{
    "many_addresses": "t.addresses >= 4",
    "idle": "(t.addresses < 4 or t.addresses is null) and t.last_active < now() - interval ''30 days''",
    "old": "(t.addresses < 4 or t.addresses is null) and t.last_active >= now() - interval ''30 days'' and t.created_at < now() - interval ''90 days''"
  }'::jsonb;
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  if not known ?& chosen then
    perform private.refuse_filter('sign', 'a list of many_addresses, idle and old');
  end if;
  return format('t.revoked_at is null and (%s)', (select string_agg('(' || (known ->> c) || ')', ' or ') from unnest(chosen) c));
end
$$;

comment on function private.sign_condition(jsonb) is 'The condition of filter.sign: what private.session_sign says, in the words of the indexes.';

create or replace function private.sessions_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "active": "t.revoked_at is null",
      "odd": "t.revoked_at is null and (t.addresses >= 4 or t.last_active < now() - interval ''30 days'' or t.created_at < now() - interval ''90 days'')",
      "revoked": "t.revoked_at is not null"
    }'),
    private.sign_condition(filter),
    private.one_of('t.device_kind', filter, 'device'),
    private.contains('(coalesce(t.ip_address, '''') || '' '' || coalesce(t.user_agent, ''''))', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.sessions_condition(jsonb) is
  'The condition on active_sessions t that a sessions filter stands for. odd is among active: see private.session_sign.';

insert into private.lists (list, source, condition, moment, series) values
  ('sessions', 'public.active_sessions t', 'sessions_condition', 't.created_at', 'device')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('sessions', 'last_active', array['t.last_active', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('sessions', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('sessions', 'state', 'case when t.revoked_at is null then ''active'' else ''revoked'' end', '''{active,revoked}''::text[]'),
  ('sessions', 'sign', 'case when t.revoked_at is not null then null when t.addresses >= 4 then ''many_addresses''
      when t.last_active < now() - interval ''30 days'' then ''idle'' when t.created_at < now() - interval ''90 days'' then ''old'' end', null),
  ('sessions', 'device', 't.device_kind', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, taken, back) values
  ('sessions', 'revoke', 'active_sessions', 'created_at', 't.revoked_at is null', 'revoked_at = now()', 'reason', null, null)
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, taken = excluded.taken, back = excluded.back;

create or replace function public.list_sessions(filter jsonb default '{}', sort text default 'last_active',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.session_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('sessions', 'session_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_sessions(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of customers'' sessions. filter: state (active, odd, revoked, all), sign (many_addresses, idle, old), device, customer, since and until (of its beginning), q (in address and user agent), ids. sort: last_active, created_at.';

revoke execute on function private.session_sign(smallint, timestamptz, timestamptz, timestamptz),
  private.sign_condition(jsonb), private.sessions_condition(jsonb) from public;
grant execute on function private.session_sign(smallint, timestamptz, timestamptz, timestamptz),
  private.sign_condition(jsonb), private.sessions_condition(jsonb) to authenticated, service_role;
revoke execute on function public.list_sessions(jsonb, text, boolean, jsonb, boolean, integer) from public, anon;
grant execute on function public.list_sessions(jsonb, text, boolean, jsonb, boolean, integer) to authenticated, service_role;
