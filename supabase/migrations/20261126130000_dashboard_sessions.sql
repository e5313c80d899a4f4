-- Customers' sessions: which of them look odd, and how admins end them.

alter table public.active_sessions
  add column if not exists addresses smallint,
  add column if not exists device_kind text,
  add column if not exists revoked_by uuid,
  add column if not exists revoked_reason text;
comment on column public.active_sessions.addresses is
  'From how many addresses the customer signed in during the 24 hours up to this session''s beginning, its own included. Set by the database.';
comment on column public.active_sessions.device_kind is 'What it runs on: see private.device_kind. Set by the database.';
comment on column public.active_sessions.revoked_by is 'The admin who ended it; null when the customer or the platform did.';
comment on column public.active_sessions.revoked_reason is 'Why an admin ended it.';

create index if not exists active_sessions_user_created_idx on public.active_sessions (user_id, created_at, id);
create index if not exists active_sessions_live_created_idx on public.active_sessions (created_at, id) where revoked_at is null;
create index if not exists active_sessions_many_addresses_idx on public.active_sessions (last_active, id) where revoked_at is null and addresses >= 4;
create index if not exists active_sessions_revoked_idx on public.active_sessions (last_active, id) where revoked_at is not null;

do $$
declare
  home text := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm');
begin
  execute format('create index if not exists active_sessions_search_idx on public.active_sessions
    using gin ((coalesce(ip_address, '''') || '' '' || coalesce(user_agent, '''')) %I.gin_trgm_ops)', home);
end
$$;

create or replace function private.device_kind(user_agent text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when coalesce(btrim(user_agent), '') = '' then 'unknown'
    when user_agent ~* 'ipad|tablet' or user_agent ~* 'android' and user_agent !~* 'mobile' then 'tablet'
    when user_agent ~* 'iphone|ipod|android|mobile' then 'phone'
    when user_agent ~* 'windows|macintosh|mac os x|linux|x11|cros' then 'computer'
    else 'program'
  end
$$;

comment on function private.device_kind(text) is 'What a session runs on, from its user agent: phone, tablet, computer, program or unknown.';

create or replace function private.recent_addresses(customer uuid, until timestamptz, address text) returns smallint
language sql stable set search_path = ''
as $$
  select least(count(distinct a.address), 32767)::smallint
  from (
    select s.ip_address as address from public.active_sessions s
    where s.user_id = customer and s.created_at > until - interval '24 hours' and s.created_at <= until
    union all select recent_addresses.address
  ) a
$$;

comment on function private.recent_addresses(uuid, timestamptz, text) is
  'How many addresses a customer signed in from in the 24 hours up to a moment, the given address among them.';

create or replace function private.count_addresses() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.addresses := private.recent_addresses(new.user_id, coalesce(new.created_at, now()), new.ip_address);
  return new;
end
$$;

comment on function private.count_addresses() is 'Trigger: a new session knows from how many addresses its customer came that day.';

-- Named to come after sync_session_names, which fills the columns of adopted rows.
create or replace trigger write_addresses before insert on public.active_sessions for each row execute function private.count_addresses();

create or replace function private.keep_device_kind() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.device_kind := private.device_kind(new.user_agent);
  return new;
end
$$;

comment on function private.keep_device_kind() is 'Trigger: a session knows what it runs on, so that a list of many does not read their user agents.';

create or replace trigger write_device_kind before insert or update of user_agent on public.active_sessions for each row
  execute function private.keep_device_kind();

-- Where there are very many sessions, the ones before this migration stay without a count, which never looks odd.
do $$
begin
  if pg_relation_size('public.active_sessions') <= 64 * 1024 * 1024 then
    update public.active_sessions s set addresses = private.recent_addresses(s.user_id, s.created_at, s.ip_address),
      device_kind = private.device_kind(s.user_agent)
    where s.addresses is null or s.device_kind is null;
  end if;
end
$$;

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

create or replace trigger allow_changes before update on public.active_sessions for each row
  execute function private.allow_changes('revoked_at', 'revoked_by', 'revoked_reason');
create or replace trigger stamp_revocation before update on public.active_sessions for each row
  execute function private.stamp_revocation();
create or replace trigger refuse_people before insert or delete on public.active_sessions for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace function private.audit_revocation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Customers sign out all day, which is nobody's act upon them.
  if auth.uid() is not null then
    insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (new.user_id, auth.uid(), 'session.revoked', 'revoke', tg_table_name, new.id::text,
      jsonb_build_object('reason', new.revoked_reason, 'previous', '{}'::jsonb));
  end if;
  return null;
end
$$;

comment on function private.audit_revocation() is 'Trigger: writes the audit row of a session that an admin ended.';

create or replace trigger audit_revocation after update on public.active_sessions for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function private.audit_revocation();

drop policy if exists active_sessions_update on public.active_sessions;
create policy active_sessions_update on public.active_sessions for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));
grant update (revoked_at, revoked_reason) on public.active_sessions to authenticated;
grant select (addresses, device_kind, revoked_by, revoked_reason) on public.active_sessions to authenticated;

create or replace function public.revoke_sessions(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  perform set_config('kryonex.reason', private.required_text('reason', reason), true);
  return query select * from private.change_rows('active_sessions', ids, 't.revoked_at is null', 'revoked_at = now()', 't.revoked_at', 't.revoked_by');
  perform set_config('kryonex.reason', '', true);
end
$$;

comment on function public.revoke_sessions(uuid[], text) is
  'Ends sessions for a reason, in the caller''s name: whoever had one must sign in again. One row per id with its outcome; a second call changes nothing and says who was first.';

insert into private.revealable (relation, field) values ('active_sessions', 'ip_address'), ('audit_logs', 'ip') on conflict do nothing;

revoke execute on function private.recent_addresses(uuid, timestamptz, text), private.device_kind(text), private.count_addresses(),
  private.keep_device_kind(), private.stamp_revocation(), private.audit_revocation() from public;
revoke execute on function public.revoke_sessions(uuid[], text) from public, anon;
grant execute on function public.revoke_sessions(uuid[], text) to authenticated, service_role;
