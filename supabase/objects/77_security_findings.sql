-- Security findings: what is open or unconfirmed in the database. Nothing here changes the database unasked.

create or replace function private.open_tables() returns table (relation text, who text, commands text[], policy name)
language sql stable set search_path = ''
as $$
  with granted as (
    select c.oid, c.relname, c.relrowsecurity, r.rolname, r.oid as role,
      array(select v.command from unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) v (command)
        where has_table_privilege(r.oid, c.oid, v.command)
          or v.command <> 'DELETE' and has_any_column_privilege(r.oid, c.oid, v.command)) as commands
    from pg_catalog.pg_class c
    join pg_catalog.pg_roles r on r.rolname in ('anon', 'authenticated')
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
  ), policies as (
    select p.polrelid, p.polname, p.polroles, p.polpermissive, p.polcmd,
      array(select lower(regexp_replace(e.condition, '\s|\(|\)|::text|SELECT|AS (role|uid)', '', 'g'))
        from (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) e (condition)
        where e.condition is not null) as conditions
    from pg_catalog.pg_policy p
  ), open_policies as (
    select p.*, 'true' = all (p.conditions) as admits_everybody,
      case p.polcmd when 'r' then '{SELECT}'::text[] when 'a' then '{INSERT}' when 'w' then '{UPDATE}' when 'd' then '{DELETE}'
        else '{SELECT,INSERT,UPDATE,DELETE}' end as admits
    from policies p
    where p.polpermissive and p.conditions <@ '{true,auth.role=''authenticated'',auth.uidisnotnull}'::text[]
  )
  select g.relname::text, g.rolname::text, g.commands, null::name
  from granted g
  where not g.relrowsecurity and cardinality(g.commands) > 0
  union all
  select g.relname::text, g.rolname::text, array(select unnest(g.commands) intersect select unnest(o.admits) order by 1), o.polname
  from granted g
  join open_policies o on o.polrelid = g.oid and g.commands && o.admits and (o.admits_everybody or g.rolname = 'authenticated')
    and exists (select from unnest(o.polroles) r where r = 0 or pg_has_role(g.role, r, 'usage'))
  where g.relrowsecurity and not exists (
    select from policies p where p.polrelid = g.oid and not p.polpermissive
      and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role(g.role, r, 'usage'))
  )
$$;

comment on function private.open_tables() is
  'The tables of schema public of which anon, or every signed-in account, reaches all rows, and by which commands: row level security is off (policy is null), or a policy admits everybody and no restrictive one stands against it.';

create or replace function private.closing_statements(relation name) returns setof text
language sql stable set search_path = ''
as $$
  with open as (select * from private.open_tables() o where o.relation = closing_statements.relation)
  select format('revoke all on table public.%I from anon, public', relation) where exists (select from open)
  union all
  select format('alter policy %I on public.%I to service_role', p.policy, relation)
  from (select distinct o.policy from open o where o.policy is not null order by 1) p
  union all
  select format('alter table public.%I enable row level security', relation) where exists (select from open o where o.policy is null)
  union all
  select s.statement
  from (select distinct c.command from open o, unnest(o.commands) c (command) where o.who = 'authenticated' order by 1) c
  cross join lateral (values
    (1, format('drop policy if exists %I on public.%I', 'kryonex_ops_own_' || lower(c.command), relation)),
    (2, format('create policy %I on public.%I for %s to authenticated%s%s', 'kryonex_ops_own_' || lower(c.command), relation, lower(c.command),
      case when c.command <> 'INSERT' then ' using (user_id = (select auth.uid()))' else '' end,
      case when c.command in ('INSERT', 'UPDATE') then ' with check (user_id = (select auth.uid()))' else '' end))
  ) s (place, statement)
  where exists (select from pg_catalog.pg_attribute a where a.attrelid = to_regclass(format('public.%I', relation)) and a.attname = 'user_id'
    and a.atttypid = 'uuid'::regtype and not a.attisdropped)
$$;

comment on function private.closing_statements(name) is
  'What closes a table that lies open: anon loses its grants, policies that admit everybody serve the service role only, row level security is on, and signed-in accounts keep what they could do, to their own rows, where the table has user_id.';

create or replace function private.close_open_tables(tables text[], apply boolean default false) returns table (statement text)
language plpgsql set search_path = ''
as $$
declare
  relation text;
  statements text[];
begin
  foreach relation in array tables loop
    statements := array(select private.closing_statements(relation::name));
    if statements = '{}' then
      raise exception 'public.% is not open', relation using errcode = '22023';
    end if;
    foreach statement in array statements loop
      if apply then
        execute statement;
      end if;
      return next;
    end loop;
  end loop;
end
$$;

comment on function private.close_open_tables(text[], boolean) is
  'Closes tables that lie open: without apply it only returns the statements, with apply => true it also runs them. The platform may rely on what is closed: read the statements first. For the owner of the database only.';

create or replace function private.find_security_findings()
returns table (finding text, subject text, detail text, since timestamptz, remedy text)
language sql stable security definer set search_path = ''
as $$
  select f.*
  from (
    select 'open_table', o.relation,
      format('%s can %s all rows: %s', case when bool_or(o.who = 'anon') then 'Anybody, without signing in,' else 'Every signed-in account' end,
        (select string_agg(distinct lower(c.command), ', ') from private.open_tables() a, unnest(a.commands) c (command)
          where a.relation = o.relation and a.who = case when bool_or(o.who = 'anon') then 'anon' else 'authenticated' end),
        string_agg(distinct case when o.policy is null then 'row level security is off' else format('the policy "%s" admits everybody', o.policy) end, '; ')),
      null::timestamptz, format('select * from private.close_open_tables(array[%L])', o.relation)
    from private.open_tables() o
    group by o.relation
    union all
    select case a.state when 'self-made' then 'self_made_admin' else 'unconfirmed_admin' end, a.email,
      case a.state when 'self-made' then 'A token gave this account the role admin; the dashboard does not let it in, policies of the platform may.'
        else 'The role admin was there before the dashboard, which does not let it in until it is confirmed.' end,
      a.since, format('select * from private.%s_admins(array[%L])', case a.state when 'self-made' then 'withdraw' else 'confirm' end, a.email)
    from private.admin_accounts() a
    where a.state <> 'confirmed'
    union all
    select 'installation_failure', i.relation, format('%s: %s rows, for example: %s', i.what, count(*), (array_agg(i.message order by i.id desc))[1]),
      min(i.created_at), 'npm run migrate -- --db-url <connection string>'
    from private.installation_failures i
    group by i.relation, i.what
    union all
    select 'missing_trigger', t.relation, format('The trigger %s is %s.', t.name, case when p.oid is null then 'missing' else 'disabled' end),
      null, 'npm run migrate -- --db-url <connection string>'
    from private.installed_triggers t
    left join pg_catalog.pg_trigger p on p.tgrelid = to_regclass(format('public.%I', t.relation)) and p.tgname = t.name
    where p.oid is null or p.tgenabled = 'D'
  ) f (finding, subject, detail, since, remedy)
  where (select private.is_admin())
$$;

comment on function private.find_security_findings() is 'What public.security_findings does.';

create or replace function public.security_findings()
returns table (finding text, subject text, detail text, since timestamptz, remedy text)
language sql stable set search_path = ''
as $$
  select f.*
  from private.find_security_findings() f
  order by array_position('{open_table,self_made_admin,missing_trigger,unconfirmed_admin,installation_failure}'::text[], f.finding), f.subject, f.detail
$$;

comment on function public.security_findings() is
  'What is open or unconfirmed in this database, for admins: open_table, self_made_admin, missing_trigger, unconfirmed_admin, installation_failure. What it is, since when as far as that is known, and what closes it, run by the owner of the database.';

/*
 * Records the triggers of ours that stand on tables of schema public, so that one that is dropped or disabled later is
 * found, and our views, which the platform drops with a column that they read. The installer calls it last, when the
 * triggers of a database in use are attached; after all object files have run, what does not stand is none of ours any more.
 */
create or replace function private.record_installed_objects(all_applied boolean)
returns void
language sql set search_path = ''
as $$
  with standing as (
    select c.relname, t.tgname
    from pg_catalog.pg_trigger t
    join pg_catalog.pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
    join pg_catalog.pg_proc p on p.oid = t.tgfoid and p.pronamespace = 'private'::regnamespace
    where not t.tgisinternal
  ), forgotten as (
    delete from private.installed_triggers i
    where record_installed_objects.all_applied
      and not exists (select from standing s where s.relname = i.relation and s.tgname = i.name)
  ), views as (
    select c.relnamespace::regnamespace || '.' || c.relname as name
    from pg_catalog.pg_class c
    where c.relkind = 'v' and (c.relnamespace = 'private'::regnamespace or c.relnamespace = 'public'::regnamespace
      and exists (select from private.claimed_names n where n.kind = 'view' and n.name = 'public.' || c.relname))
  ), forgotten_views as (
    delete from private.installed_views i
    where record_installed_objects.all_applied and not exists (select from views v where v.name = i.name)
  ), recorded as (
    insert into private.installed_views (name) select v.name from views v on conflict (name) do nothing
  )
  insert into private.installed_triggers (relation, name)
  select s.relname, s.tgname from standing s
  on conflict (relation, name) do nothing
$$;

comment on function private.record_installed_objects(boolean) is 'Records which triggers and views of ours stand, for the findings and the next installation.';

select private.record_installed_objects(false);

revoke execute on function private.record_installed_objects(boolean) from public, anon, authenticated, service_role;

revoke execute on function private.close_open_tables(tables text[], apply boolean), private.closing_statements(relation name),
  private.find_security_findings(), private.open_tables(), public.security_findings() from public, anon, authenticated, service_role;

grant execute on function private.find_security_findings(), public.security_findings() to authenticated, service_role;
