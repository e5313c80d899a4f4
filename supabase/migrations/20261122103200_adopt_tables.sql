-- Attaches what a database in use needs. On one that has only the documented names, every part of this finds nothing to do.

do $$
declare
  t record;
  c record;
begin
  for t in
    select a.relation, a.routine, a.old_columns, a.late_columns
    from (values
      ('error_logs', 'sync_error_names', '{"error_message": "text", "context": "jsonb", "resolved": "boolean"}'::jsonb, '{}'::text[]),
      ('ops_alerts', 'sync_alert_names', '{"title": "text", "metadata": "jsonb", "acknowledged": "boolean", "resolved": "boolean", "resolved_at": "timestamptz"}', '{}'),
      ('churn_alerts', 'sync_churn_names', '{"alert_type": "text", "title": "text", "message": "text", "resolved": "boolean"}', '{}'),
      ('customer_health_scores', 'sync_health_names', '{"churn_risk": "text", "calculated_at": "timestamptz"}', '{id,risk_level,last_calculated}'),
      ('usage_limits', 'sync_usage_names', '{"tier_id": "text", "call_credit_seconds": "integer", "platform_limit_state": "text"}', '{tier,call_credit}'),
      ('active_sessions', 'sync_session_names', '{"last_active_at": "timestamptz"}', '{last_active}')
    ) a (relation, routine, old_columns, late_columns)
    where exists (
      select from pg_attribute p
      where p.attrelid = format('public.%I', a.relation)::regclass and a.old_columns ? p.attname and not p.attisdropped
    )
  loop
    for c in select o.key, o.value from jsonb_each_text(t.old_columns) o loop
      execute format('alter table public.%I add column if not exists %I %s', t.relation, c.key, c.value);
    end loop;
    -- A default would hide that only the old name was written; the trigger gives one instead.
    for c in select l.name from unnest(t.late_columns) l (name) loop
      execute format('alter table public.%I alter column %I drop default', t.relation, c.name);
    end loop;
    execute format('create or replace trigger sync_names before insert or update on public.%I for each row execute function private.%I()',
      t.relation, t.routine);
  end loop;
end
$$;

-- Taking over is not acting: it leaves no audit rows.
do $$
declare
  t record;
begin
  for t in
    select g.tgrelid::regclass as relation, case g.tgrelid when 'public.ops_alerts'::regclass then 'acknowledged_at' else 'resolved_at' end as stamp
    from pg_trigger g
    where g.tgname = 'sync_names' and g.tgrelid in ('public.error_logs'::regclass, 'public.ops_alerts'::regclass, 'public.churn_alerts'::regclass)
  loop
    execute format('create or replace trigger audit_change_of_state after update on %s for each row
      when ((old.%I is null) <> (new.%I is null) and not private.is_adopting()) execute function private.audit_change_of_state()',
      t.relation, t.stamp, t.stamp);
  end loop;
end
$$;

-- Roles, limit states and agent states that only the platform has.
do $$
declare
  c record;
begin
  if exists (select from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where d.adrelid = 'public.profiles'::regclass and a.attname = 'role' and pg_get_expr(d.adbin, d.adrelid) <> '''user''::text')
    or exists (select from public.profiles p where p.role is null or p.role not in ('user', 'admin') or p.tier is null or p.email is null)
    or exists (select from pg_trigger g where g.tgrelid = 'public.profiles'::regclass and g.tgname = 'sync_names') then
    alter table public.profiles add column if not exists platform_role text;
    comment on column public.profiles.platform_role is 'The platform''s own word, where role has another one.';
    alter table public.profiles alter column role set default 'user';
    for c in
      select k.conname from pg_constraint k
      where k.conrelid = 'public.profiles'::regclass and k.contype = 'c'
        and k.conkey = array[(select a.attnum from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'role')]
    loop
      execute format('alter table public.profiles drop constraint %I', c.conname);
    end loop;
    alter table public.profiles add constraint profiles_role_check check (role in ('user', 'admin')) not valid;
    create or replace trigger sync_names before insert or update on public.profiles for each row
      execute function private.sync_profile_names();
    create or replace trigger audit_profile after update on public.profiles for each row
      when ((old.role is distinct from new.role or old.tier is distinct from new.tier) and not private.is_adopting())
      execute function private.audit_profile();
  end if;

  if exists (select from pg_trigger g where g.tgrelid = 'public.usage_limits'::regclass and g.tgname = 'sync_names') then
    comment on column public.usage_limits.platform_limit_state is 'The platform''s own word, where limit_state has another one.';
    alter table public.usage_limits alter column limit_state set default 'under';
    for c in
      select k.conname from pg_constraint k
      where k.conrelid = 'public.usage_limits'::regclass and k.contype = 'c'
        and k.conkey = array[(select a.attnum from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'limit_state')]
    loop
      execute format('alter table public.usage_limits drop constraint %I', c.conname);
    end loop;
    alter table public.usage_limits add constraint usage_limits_limit_state_check
      check (limit_state in ('under', 'soft', 'hard')) not valid;
    create or replace trigger carry_tier after insert or update of tier, tier_id on public.usage_limits for each row
      execute function private.carry_tier();
  end if;
end
$$;

-- The platform decides by an agent's state whether it takes calls: its words stay, and are allowed beside the documented ones.
do $$
declare
  c record;
begin
  if not exists (
    select from pg_attribute a where a.attrelid = 'public.agents'::regclass and a.attname = 'is_active' and not a.attisdropped
  ) then
    return;
  end if;
  for c in
    select k.conname from pg_constraint k
    where k.conrelid = 'public.agents'::regclass and k.contype = 'c'
      and k.conkey = array[(select a.attnum from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'status')]
  loop
    execute format('alter table public.agents drop constraint %I', c.conname);
  end loop;
  call private.allow_values('public.agents', 'status', 'active', 'pending', 'disabled', 'deployed', 'configured', 'suspended',
    'failed', 'retired');
end
$$;

-- One agent per customer: the newest stays, the others are kept where they disturb nothing.
do $$
declare
  moved bigint;
  customers bigint;
begin
  if not exists (select from public.agents a group by a.user_id having count(*) > 1 and a.user_id is not null) then
    return;
  end if;
  if exists (select from pg_constraint k where k.confrelid = 'public.agents'::regclass and k.contype = 'f') then
    raise warning 'Some customers have several agents. Other tables refer to agents, so none was moved: see rows_breaking_constraints().';
    return;
  end if;
  create table if not exists private.former_agents (
    id uuid primary key,
    user_id uuid not null,
    agent jsonb not null,
    moved_at timestamptz not null default now()
  );
  comment on table private.former_agents is 'Agents that had a newer one beside them when this database was adopted, with all their columns.';
  alter table private.former_agents enable row level security;
  lock table public.agents in share row exclusive mode;
  with numbered as (
    select a.id, row_number() over (partition by a.user_id order by a.created_at desc nulls last, a.id desc) as place
    from public.agents a where a.user_id is not null
  ), gone as (
    delete from public.agents a using numbered n where n.id = a.id and n.place > 1 returning a.*
  ), kept as (
    insert into private.former_agents (id, user_id, agent) select g.id, g.user_id, to_jsonb(g) from gone g returning user_id
  )
  select count(*), count(distinct k.user_id) into moved, customers from kept k;
  raise notice '% agents of % customers moved to private.former_agents; the newest of each stays.', moved, customers;
end
$$;

call private.ensure_constraint('public.agents', 'agents_user_id_key', 'unique (user_id)');
call private.ensure_constraint('public.agents', 'agents_phone_number_key', 'unique (phone_number)');

-- Policies that are not ours are asked for every row, and grant more than ours. Ours are named <table>_<verb>.
do $$
declare
  p record;
begin
  for p in
    select c.relname, l.polname, pg_get_expr(l.polqual, l.polrelid) as condition
    from pg_policy l join pg_class c on c.oid = l.polrelid
    where c.relnamespace = 'public'::regnamespace
      and exists (
        select from pg_policy o where o.polrelid = c.oid and o.polname ~ ('^' || c.relname || '_(select|insert|update|delete)$')
      )
      and l.polname !~ ('^' || c.relname || '_(select|insert|update|delete)$')
  loop
    execute format('drop policy %I on public.%I', p.polname, p.relname);
    raise notice 'Policy % on % dropped; it was for: %', p.polname, p.relname, p.condition;
  end loop;
end
$$;
