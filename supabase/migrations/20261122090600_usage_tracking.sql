-- Billed calls and messages.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := '{
    usage_calls, usage_sms
  }';
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
  if to_regclass('private.added_columns') is null then
    create table private.added_columns (
      relation name not null,
      name name not null,
      added_at timestamptz not null default now(),
      primary key (relation, name)
    );
    alter table private.added_columns enable row level security;
    comment on table private.added_columns is
      'The documented columns that our migrations added to tables that were there before. All other columns there are written by the platform alone.';
  end if;
end
$$;

do $$
begin
  if to_regclass('public.usage_calls') is null then
    create table public.usage_calls (
      id uuid primary key default gen_random_uuid(),
      user_id uuid references auth.users (id) on delete set null,
      call_id text,
      phone_number text,
      direction text check (direction in ('inbound', 'outbound')),
      seconds integer not null default 0 check (seconds >= 0),
      provider_call_id text,
      created_at timestamptz not null default now()
    );
    alter table public.usage_calls enable row level security;
    revoke all on public.usage_calls from anon, authenticated;
    comment on table public.usage_calls is 'Calls as billed. Kept when the account is deleted.';
    comment on column public.usage_calls.call_id is 'The platform''s own; provider_call_id is the provider''s.';
    insert into private.created_tables (relation) values ('usage_calls') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.usage_sms') is null then
    create table public.usage_sms (
      id uuid primary key default gen_random_uuid(),
      user_id uuid references auth.users (id) on delete set null,
      message_id text,
      phone_number text,
      direction text check (direction in ('inbound', 'outbound')),
      provider_message_id text,
      created_at timestamptz not null default now()
    );
    alter table public.usage_sms enable row level security;
    revoke all on public.usage_sms from anon, authenticated;
    comment on table public.usage_sms is 'Messages as billed. Kept when the account is deleted.';
    insert into private.created_tables (relation) values ('usage_sms') on conflict do nothing;
  end if;
end
$$;

-- A table that was there before gets the columns that it lacks, and nothing else.
do $$
declare
  incomplete record;
begin
  for incomplete in
    with documented (relation, columns) as (values
      ('usage_calls', '
        id uuid, user_id uuid, call_id text, phone_number text, direction text, seconds integer,
        provider_call_id text, created_at timestamptz
      '),
      ('usage_sms', '
        id uuid, user_id uuid, message_id text, phone_number text, direction text, provider_message_id text,
        created_at timestamptz
      ')
    ), wanted as (
      select to_regclass('public.' || d.relation) as relation, c.place, split_part(c.part, ' ', 1) as name,
        substr(c.part, strpos(c.part, ' ') + 1) as type
      from documented d cross join regexp_split_to_table(btrim(d.columns, E' \n'), ',\s+') with ordinality c (part, place)
    )
    select w.relation, array_agg(w.name) as names, string_agg(format('add column %I %s', w.name, w.type), ', ' order by w.place) as additions,
      string_agg(
        format('alter column %I set default %s', w.name, case w.type when 'uuid' then 'gen_random_uuid()' else 'now()' end), ', '
      ) filter (where (w.name, w.type) in (('id', 'uuid'), ('created_at', 'timestamptz'), ('updated_at', 'timestamptz'))) as defaults
    from wanted w
    where exists (select from pg_class t where t.oid = w.relation and t.relkind in ('r', 'p'))
      and not exists (
        select from pg_attribute a where a.attrelid = w.relation and a.attname = w.name and not a.attisdropped
      )
    group by w.relation
  loop
    execute format('alter table %s %s', incomplete.relation, concat_ws(', ', incomplete.additions, incomplete.defaults));
    insert into private.added_columns (relation, name)
    select t.relname, n.name from pg_class t cross join unnest(incomplete.names) n (name)
    where t.oid = incomplete.relation and t.relname not in (select c.relation from private.created_tables c)
    on conflict do nothing;
  end loop;
end
$$;
