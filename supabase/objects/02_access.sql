-- Who the caller is, and who is an admin.

create or replace function private.caller_id() returns uuid
language sql stable security definer set search_path = ''
as $$ select auth.uid() $$;

comment on function private.caller_id() is 'The signed-in account. Invoker functions and triggers cannot read the auth schema themselves.';

create or replace function private.caller_email() returns text
language sql stable security definer set search_path = ''
as $$ select u.email from auth.users u where u.id = auth.uid() $$;

comment on function private.caller_email() is 'The e-mail address the signed-in account signs in with.';

create or replace function private.session_is_alive() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  claimed text := auth.jwt() ->> 'session_id';
begin
  if claimed is null or to_regclass('auth.sessions') is null then
    return true;
  end if;
  return exists (
    select from auth.sessions s
    where s.id = claimed::uuid and s.user_id = auth.uid() and (s.not_after is null or s.not_after > now())
  );
end
$$;

comment on function private.session_is_alive() is
  'False when the token names a session that was signed out or has expired, although the token itself is still valid.';

-- On a database in use the owner of a profile may update every column of it, role included.
create or replace function private.request_origin() returns text
language plpgsql stable set search_path = ''
as $$
declare
  claims text := nullif(current_setting('request.jwt.claims', true), '');
  legacy text := nullif(current_setting('request.jwt.claim.role', true), '');
  claimed text;
begin
  if claims is null and legacy is null and concat(current_setting('request.jwt.claim.sub', true), current_setting('request.method', true)) = '' then
    -- Sign-up runs without a token too, as an account of its own: what a visitor sends along must not make an admin.
    return case
      when current_setting('role') not in ('anon', 'authenticated') and pg_has_role(session_user, current_user, 'member') then 'sql'
      else left('session of ' || session_user, 60)
    end;
  end if;
  begin
    claimed := coalesce(claims::jsonb ->> 'role', case when legacy is null then 'no role' end);
  exception when others then
    claimed := 'unreadable token';
  end;
  return left(case when legacy is distinct from 'service_role' then coalesce(legacy, claimed) else coalesce(claimed, legacy) end, 60);
end
$$;

comment on function private.request_origin() is
  'Who sends the current statement: service_role, sql (the SQL editor, or the owner of the database through psql), or else the role of the token or the account of the session. Read from the token, because functions of the platform change current_user.';

create or replace function private.record_admin_role() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  origin text;
begin
  if tg_op = 'INSERT' then
    if new.role::text is distinct from 'admin' then
      return null;
    end if;
  elsif new.role is not distinct from old.role and new.user_id is not distinct from old.user_id
    or 'admin' not in (coalesce(new.role::text, ''), coalesce(old.role::text, '')) then
    return null;
  end if;
  origin := private.request_origin();
  insert into private.admin_events (user_id, counts, source, previous_role)
  values (new.user_id, new.role::text = 'admin' and origin in ('service_role', 'sql'), origin, case tg_op when 'UPDATE' then old.role::text end);
  return null;
exception when others then
  perform private.record_failure('profiles', null, 'record_admin_role', sqlerrm);
  return null;
end
$$;

comment on function private.record_admin_role() is
  'Trigger: appends who made or unmade an admin. Fails for nothing and waits for nobody: it appends to a table that nothing refers to. Its trigger names no column, so that the platform may change or drop any.';

do $$
begin
  if not private.is_ours('profiles') then
    create or replace trigger kryonex_ops_record_admin_role after insert or update on public.profiles for each row
      execute function private.record_admin_role();
  end if;
end
$$;

-- In PL/pgSQL its plan is kept for the connection; a function in SQL would be planned for every query.
create or replace function private.is_admin() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  caller uuid := auth.uid();
begin
  return exists (select from public.profiles p where p.user_id = caller and p.role::text = 'admin')
    and (
      exists (select from private.created_tables c where c.relation = 'profiles')
      or coalesce((select e.counts from private.admin_events e where e.user_id = caller order by e.id desc limit 1), false)
    )
    and private.session_is_alive();
end
$$;

comment on function private.is_admin() is
  'True when the caller''s profile is an admin''s now, the role was not given by its owner, and the token''s session still exists. Where we made profiles, its guard protects the role; elsewhere private.admin_events says who gave it. Policies call it once per query, as (select private.is_admin()).';

create or replace function private.admin_accounts() returns table (user_id uuid, email text, state text, since timestamptz, previous_role text)
language sql stable set search_path = ''
as $$
  select p.user_id, coalesce(u.email, p.email)::text,
    case when private.is_ours('profiles') or e.counts then 'confirmed' when e.counts is null then 'unconfirmed' else 'self-made' end,
    e.happened_at, e.previous_role
  from public.profiles p
  left join auth.users u on u.id = p.user_id
  left join lateral (select * from private.admin_events e where e.user_id = p.user_id order by e.id desc limit 1) e on true
  where p.role::text = 'admin'
$$;

comment on function private.admin_accounts() is
  'The accounts whose profile says admin: confirmed, unconfirmed (the role was set before the installation), or self-made (a token set it). For the owner of the database and functions that act for it. The address is the one to sign in with; that of the profile is its owner''s to write.';

create or replace view private.confirmed_admins as
select a.user_id, a.email from private.admin_accounts() a where a.state = 'confirmed';

comment on view private.confirmed_admins is 'The accounts that the dashboard lets in.';

create or replace function private.confirm_admins(emails text[]) returns table (email text, outcome text)
language plpgsql set search_path = ''
as $$
begin
  return query
    with asked as (
      select min(btrim(e.email)) as email, min(e.place) as place, array_agg(distinct a.user_id) filter (where a.user_id is not null) as accounts
      from unnest(emails) with ordinality e (email, place)
      left join auth.users u on lower(u.email) = lower(btrim(e.email))
      left join private.admin_accounts() a on a.user_id = u.id
      group by lower(btrim(e.email))
    ), confirmed as (
      insert into private.admin_events (user_id, counts, source)
      select a.accounts[1], true, 'installer' from asked a
      where cardinality(a.accounts) = 1
        and not exists (select from private.admin_accounts() c where c.user_id = a.accounts[1] and c.state = 'confirmed')
    )
    select a.email, case when a.accounts is null then 'no such admin' when cardinality(a.accounts) = 1 then 'confirmed' else 'several accounts' end
    from asked a
    order by a.place;
end
$$;

comment on function private.confirm_admins(text[]) is
  'Lets accounts into the dashboard whose profile says admin already, by the address they sign in with; a row per address: confirmed, no such admin, several accounts. For the owner of the database only; npm run migrate -- --admins calls it.';

create or replace function private.withdraw_admins(emails text[]) returns table (email text, outcome text)
language plpgsql set search_path = ''
as $$
declare
  account record;
  address text;
begin
  foreach address in array emails loop
    select a.* into account from private.admin_accounts() a where lower(a.email) = lower(btrim(address));
    withdraw_admins.email := btrim(address);
    withdraw_admins.outcome := 'no such admin';
    if account.user_id is not null then
      update public.profiles p set role = coalesce(account.previous_role, 'user') where p.user_id = account.user_id;
      withdraw_admins.outcome := format('role is %s', coalesce(account.previous_role, 'user'));
    end if;
    return next;
  end loop;
end
$$;

comment on function private.withdraw_admins(text[]) is
  'Takes the role admin away: the profile gets the role back that it had before, as far as that is known, else user. Writes profiles.role, which the platform reads too. For the owner of the database only.';

create or replace function private.is_api_user() returns boolean
language sql stable set search_path = ''
as $$ select current_user in ('anon', 'authenticated') $$;

comment on function private.is_api_user() is 'True inside a request of a person; false for the platform''s backend and for functions that act for the database.';

create or replace function private.reason_for_denial() returns text
language sql stable security definer set search_path = ''
as $$
  select case
    when private.is_admin() then null
    when p.user_id is null then 'no_profile'
    when p.role::text is distinct from 'admin' then 'not_admin'
    else 'unconfirmed'
  end
  from (select auth.uid() as id) caller
  left join lateral (select p.* from public.profiles p where p.user_id = caller.id order by p.role::text = 'admin' desc nulls last limit 1) p on true
$$;

comment on function private.reason_for_denial() is
  'Why the caller is not an admin: no_profile, not_admin (another role), or unconfirmed (the role admin, which nobody has confirmed). Null for admins.';

create or replace function public.whoami() returns table (user_id uuid, email text, is_admin boolean, reason text)
language sql stable security definer set search_path = ''
as $$
  select u.id, u.email::text, private.is_admin(), private.reason_for_denial()
  from auth.users u
  where u.id = auth.uid() and private.session_is_alive()
$$;

comment on function public.whoami() is
  'The signed-in account, whether it is an admin, and if not, why: no_profile, not_admin or unconfirmed. No row without a living session.';

create or replace function private.list_admins() returns table (user_id uuid, email text)
language sql stable security definer set search_path = ''
as $$
  select a.user_id, a.email from private.admin_accounts() a where a.state = 'confirmed' and (select private.is_admin()) order by a.email
$$;

comment on function private.list_admins() is 'What public.list_admins does.';

create or replace function public.list_admins() returns table (user_id uuid, email text)
language sql stable set search_path = ''
as $$ select * from private.list_admins() $$;

comment on function public.list_admins() is 'Whom something can be assigned to. Nobody, for callers who are not admins.';

create or replace function private.may_be_assigned(account uuid) returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select from private.admin_accounts() a where a.user_id = account and a.state = 'confirmed') $$;

comment on function private.may_be_assigned(uuid) is 'Whether an account is an admin whom the dashboard lets in.';

revoke all on private.confirmed_admins from public, anon, authenticated, service_role;

revoke execute on function private.admin_accounts(), private.caller_email(), private.caller_id(), private.confirm_admins(emails text[]),
  private.is_admin(), private.is_api_user(), private.list_admins(), private.may_be_assigned(account uuid), private.reason_for_denial(),
  private.record_admin_role(), private.request_origin(), private.session_is_alive(), private.withdraw_admins(emails text[]),
  public.list_admins(), public.whoami() from public, anon, authenticated, service_role;

grant execute on function private.caller_email(), private.caller_id(), private.is_admin(), private.is_api_user(), private.list_admins(),
  private.may_be_assigned(account uuid), private.session_is_alive(), public.list_admins(), public.whoami() to authenticated, service_role;
