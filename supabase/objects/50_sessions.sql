-- Customers' sessions: marks, revocation, the list.

create or replace function private.device_kind(user_agent text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when coalesce(btrim(left(user_agent, 1000)), '') = '' then 'unknown'
    when left(user_agent, 1000) ~* 'ipad|tablet' or left(user_agent, 1000) ~* 'android' and left(user_agent, 1000) !~* 'mobile' then 'tablet'
    when left(user_agent, 1000) ~* 'iphone|ipod|android|mobile' then 'phone'
    when left(user_agent, 1000) ~* 'windows|macintosh|mac os x|linux|x11|cros' then 'computer'
    else 'program'
  end
$$;

comment on function private.device_kind(text) is 'What a session runs on, from its user agent: phone, tablet, computer, program or unknown.';

create or replace function private.recent_addresses(customer uuid, until timestamptz, address text) returns smallint
language sql stable set search_path = ''
as $$
  select least(count(distinct a.address), 32767)::smallint
  from (
    select s.ip_address as address from private.active_sessions s
    where s.user_id = customer and s.created_at > until - interval '24 hours' and s.created_at <= until
    union all select recent_addresses.address
  ) a
$$;

comment on function private.recent_addresses(uuid, timestamptz, text) is
  'How many addresses a customer signed in from in the 24 hours up to a moment, the given address among them.';

create or replace function private.count_addresses() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  -- What it reads could make a serializable transaction fail when it commits.
  if current_setting('kryonex.locked', true) = 'on' or current_setting('transaction_isolation') = 'serializable' then
    perform private.give_up('sessions');
    return new;
  end if;
  begin
    new.addresses := private.recent_addresses(new.user_id, coalesce(new.created_at, now()), new.ip_address::text);
  exception
    when others then
      perform private.note_failure('sessions', tg_table_name, to_jsonb(new) ->> 'id', 'addresses', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.count_addresses() is 'Trigger: a new session knows from how many addresses its customer came that day.';

create or replace function private.set_device_kind() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  begin
    new.device_kind := private.device_kind(new.user_agent);
  exception
    when others then
      perform private.note_failure('sessions', tg_table_name, to_jsonb(new) ->> 'id', 'device', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.set_device_kind() is 'Trigger: a session knows what it runs on, so that a list of many does not read their user agents.';

create or replace function private.stamp_revocation() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() or new is not distinct from old then
    return new;
  end if;
  if not private.is_admin() then
    raise exception 'only admins revoke sessions' using errcode = '42501';
  end if;
  if old.revoked_at is not null then
    raise exception 'already revoked' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  if new.revoked_at is null then
    raise exception 'active_sessions.revoked_at must be set to revoke' using errcode = '22023';
  end if;
  new.revoked_reason := private.required_text('reason', coalesce(nullif(current_setting('kryonex.reason', true), ''), new.revoked_reason));
  new.revoked_at := now();
  new.revoked_by := private.caller_id();
  return new;
end
$$;

comment on function private.stamp_revocation() is
  'Trigger: an admin can end a session, for a reason, stamped with the caller and the time. An ended session stays ended. The reason is the transaction''s kryonex.reason setting, or else the row''s.';

create or replace function private.audit_revocation(relation text, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  -- Customers sign out all day, which is nobody's act upon them.
  if auth.uid() is not null then
    insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (new.user_id, auth.uid(), 'session.revoked', 'revoke', relation, new.id::text,
      jsonb_build_object('reason', new.revoked_reason, 'previous', '{}'::jsonb));
  end if;
end
$$;

comment on function private.audit_revocation(text, record) is 'Writes the audit row of a session that an admin ended.';

create or replace function private.revoke_sessions(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('active_sessions', ids, 't.revoked_at is null',
    format('revoked_at = now(), revoked_by = private.caller_id(), revoked_reason = %L', private.required_text('reason', reason)),
    't.revoked_at', 't.revoked_by');
$$;

comment on function private.revoke_sessions(uuid[], text) is 'What public.revoke_sessions does.';

create or replace function public.revoke_sessions(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.revoke_sessions(ids, reason) $$;

comment on function public.revoke_sessions(uuid[], text) is
  'Ends sessions for a reason, in the caller''s name: those who had one must sign in again. One row per id with its outcome; a second call changes nothing and says who was first.';

-- Its name sorts after those of the platform's triggers, and of the naming trigger, which fills the columns it reads.
create or replace trigger zz_write_addresses before insert on public.active_sessions for each row execute function private.count_addresses();

create or replace trigger zz_write_device_kind before insert or update of user_agent on public.active_sessions for each row
  execute function private.set_device_kind();

do $$
begin
  if private.is_ours('active_sessions') then
    create or replace trigger stamp_revocation before update on public.active_sessions for each row
      execute function private.stamp_revocation();
  end if;
end
$$;

create or replace trigger audit_revocation after update on public.active_sessions for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function private.audit('revocation');

insert into private.revealable (relation, field) values ('active_sessions', 'ip_address'), ('audit_logs', 'ip'), ('audit_trail', 'ip') on conflict do nothing;

revoke execute on function private.audit_revocation(relation text, new record), private.count_addresses(),
  private.device_kind(user_agent text), private.set_device_kind(),
  private.recent_addresses(customer uuid, until timestamp with time zone, address text), private.stamp_revocation(),
  private.revoke_sessions(ids uuid[], reason text), public.revoke_sessions(ids uuid[], reason text) from public, anon, authenticated, service_role;

grant execute on function private.revoke_sessions(ids uuid[], reason text), public.revoke_sessions(ids uuid[], reason text) to authenticated, service_role;

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
from private.active_sessions s
left join private.profiles p on p.user_id = s.user_id
left join private.customer_health_scores h on h.user_id = s.user_id
left join private.profiles r on r.user_id = s.revoked_by;

comment on view public.session_list is 'Sessions of customers without their tokens, with whom they belong to and what looks odd.';

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
    -- Of an address the network is shown; the rest of it is found as a whole only.
    (select format('(%s or t.ip_address = %L or substring(t.ip_address from %L) ilike %L)', private.holds('coalesce(t.user_agent, '''')', q), btrim(q),
      '^[0-9]+[.][0-9]+|^[0-9a-f]+:[0-9a-f]+', '%' || private.like_literal(btrim(q)) || '%') from private.filter_text(filter, 'q') q where q is not null),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.sessions_condition(jsonb) is
  'The condition on active_sessions t that a sessions filter stands for. odd is among active: see private.session_sign.';

create or replace function public.list_sessions(filter jsonb default '{}', sort text default 'last_active',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.session_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('sessions', 'session_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_sessions(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of customers'' sessions. filter: state (active, odd, revoked, all), sign (many_addresses, idle, old), device, customer, since and until (of its beginning), q (in address and user agent), ids. sort: last_active, created_at.';

revoke all on public.session_list from anon, authenticated;

grant select on public.session_list to authenticated, service_role;

insert into private.lists (list, source, condition, moment, series) values
  ('sessions', 'private.active_sessions t', 'sessions_condition', 't.created_at', 'device')
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

insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('sessions', 'revoke', 'active_sessions', 'created_at', 't.revoked_at is null',
    'revoked_at = now(), revoked_by = private.caller_id(), revoked_reason = current_setting(''kryonex.reason'')', 'reason', null, null)
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function
  private.session_sign(addresses smallint, last_active timestamp with time zone, created_at timestamp with time zone, revoked_at timestamp with time zone),
  private.sessions_condition(filter jsonb), private.sign_condition(filter jsonb),
  public.list_sessions(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function
  private.session_sign(addresses smallint, last_active timestamp with time zone, created_at timestamp with time zone, revoked_at timestamp with time zone),
  private.sessions_condition(filter jsonb), private.sign_condition(filter jsonb),
  public.list_sessions(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
