-- One number shared by several customers: opt-outs, the owner of a conversation, messages sent.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := '{
    sms_opt_out, sms_thread_locks, outbound_sms_log
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
  if to_regclass('public.sms_opt_out') is null then
    create table public.sms_opt_out (
      id uuid primary key default gen_random_uuid(),
      phone text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
      user_id uuid references auth.users (id) on delete cascade,
      keyword text,
      opted_out_at timestamptz not null default now(),
      constraint sms_opt_out_phone_key unique nulls not distinct (phone, user_id)
    );
    alter table public.sms_opt_out enable row level security;
    revoke all on public.sms_opt_out from anon, authenticated;
    comment on table public.sms_opt_out is 'Numbers that asked for no more messages.';
    comment on column public.sms_opt_out.user_id is 'The customer whose messages they refuse; null means any customer''s.';
    comment on column public.sms_opt_out.keyword is 'The keyword in the message: STOP and the like.';
    insert into private.created_tables (relation) values ('sms_opt_out') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.sms_thread_locks') is null then
    create table public.sms_thread_locks (
      id uuid primary key default gen_random_uuid(),
      customer_phone text not null unique check (customer_phone ~ '^\+[1-9][0-9]{6,14}$'),
      user_id uuid not null references auth.users (id) on delete cascade,
      last_activity timestamptz not null default now(),
      expires_at timestamptz not null
    );
    alter table public.sms_thread_locks enable row level security;
    revoke all on public.sms_thread_locks from anon, authenticated;
    comment on table public.sms_thread_locks is 'Which customer a conversation on the shared number belongs to, until it expires.';
    insert into private.created_tables (relation) values ('sms_thread_locks') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.outbound_sms_log') is null then
    create table public.outbound_sms_log (
      id uuid primary key default gen_random_uuid(),
      user_id uuid references auth.users (id) on delete set null,
      to_number text not null,
      from_number text,
      body text,
      status text,
      provider_message_id text,
      created_at timestamptz not null default now()
    );
    alter table public.outbound_sms_log enable row level security;
    revoke all on public.outbound_sms_log from anon, authenticated;
    comment on table public.outbound_sms_log is 'Every message sent. Kept when the account is deleted.';
    insert into private.created_tables (relation) values ('outbound_sms_log') on conflict do nothing;
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
      ('sms_opt_out', 'id uuid, phone text, user_id uuid, keyword text, opted_out_at timestamptz'),
      ('sms_thread_locks', '
        id uuid, customer_phone text, user_id uuid, last_activity timestamptz, expires_at timestamptz
      '),
      ('outbound_sms_log', '
        id uuid, user_id uuid, to_number text, from_number text, body text, status text, provider_message_id text,
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
