-- An agent belongs to one customer; the provider's agent id is shared and must not be unique.
-- A table that these files created is right already. On one that was there before, this file changes nothing: it brings
-- the procedure that does, for when a second customer on a shared agent fails with "duplicate key":
--   call private.fix_agents_constraints();

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := array['agents'];
  large name[];
begin
  if coalesce(current_setting('kryonex.migrating', true), '') = 'on' then
    return;
  end if;
  large := array(select t from unnest(tables) t where pg_total_relation_size(to_regclass('public.' || t)) > 64 * 1024 * 1024);
  if to_regclass('private.created_tables') is not null then
    large := array(select t from unnest(large) t where t not in (select c.relation from private.created_tables c));
  end if;
  if cardinality(large) > 0 then
    raise exception 'Large tables in use: %. Nothing was changed. Run instead: npm run migrate -- --db-url <connection string>',
      array_to_string(large, ', ') using errcode = '55000';
  end if;
end
$$;

-- Which tables these files created: only those get constraints later.
create schema if not exists private;

do $$
begin
  if to_regclass('private.created_tables') is null then
    create table private.created_tables (
      relation name primary key,
      created_at timestamptz not null default now()
    );
    alter table private.created_tables enable row level security;
    comment on table private.created_tables is
      'The tables of schema public that our migrations created. Tables that are not listed were there before and are only added to.';
  end if;
end
$$;

create or replace procedure private.fix_agents_constraints()
language plpgsql set search_path = '' set lock_timeout = '1s'
as $$
declare
  wanted constant jsonb := '{"agents_user_id_key": "user_id", "agents_phone_number_key": "phone_number"}'::jsonb;
  repeated text;
  obsolete record;
  missing record;
begin
  lock table public.agents in access exclusive mode;
  select string_agg(format('%s %s: agents %s', r.name, r.value, r.agents), E'\n' order by r.name, r.value) into repeated
  from (
    select w.value as name, to_jsonb(a) ->> w.value as value, string_agg(a.id::text, ', ' order by a.id) as agents
    from public.agents a cross join jsonb_each_text(wanted) w
    where to_jsonb(a) ->> w.value is not null
    group by 1, 2 having count(*) > 1 limit 50
  ) r;
  if repeated is not null then
    raise exception 'Several agents have the same customer or phone number. Nothing was changed.'
      using errcode = 'unique_violation', detail = repeated, hint = 'Keep one agent of each, then call the procedure again.';
  end if;

  for obsolete in
    select i.indexrelid::regclass as index, k.conname as constraint_name
    from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'agent_id'
    left join pg_constraint k on k.conindid = i.indexrelid and k.conrelid = i.indrelid
    where i.indrelid = 'public.agents'::regclass and i.indisunique and not i.indisprimary and i.indkey::text = a.attnum::text
  loop
    if obsolete.constraint_name is null then
      execute format('drop index %s', obsolete.index);
    else
      execute format('alter table public.agents drop constraint %I', obsolete.constraint_name);
    end if;
  end loop;

  for missing in
    select w.key as name, w.value as column_name from jsonb_each_text(wanted) w
    where not exists (
      select from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = 'public.agents'::regclass and i.indisunique and c.relname = w.key
    )
  loop
    execute format('alter table public.agents add constraint %I unique (%I)', missing.name, missing.column_name);
  end loop;
end
$$;

comment on procedure private.fix_agents_constraints() is
  'Makes user_id and phone_number of agents unique, and agent_id no longer so. Refuses with a list while agents share either.';

revoke execute on procedure private.fix_agents_constraints() from public;

do $$
begin
  if exists (select from private.created_tables c where c.relation = 'agents') and (
    to_regclass('public.agents_user_id_key') is null or to_regclass('public.agents_phone_number_key') is null
    or to_regclass('public.agents_agent_id_key') is not null
  ) then
    call private.fix_agents_constraints();
  end if;
end
$$;
