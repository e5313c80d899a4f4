-- Automatic messages, and customers' own webhooks.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := '{
    profiles, webhook_configs, webhook_deliveries, user_premium_features
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
  if exists (select from private.created_tables c where c.relation = 'profiles') and (
    select count(*) from pg_attribute a
    where a.attrelid = 'public.profiles'::regclass and not a.attisdropped
      and a.attname in ('post_call_sms_enabled', 'review_request_enabled')
  ) < 2 then
    alter table public.profiles
      add column if not exists post_call_sms_enabled boolean not null default false,
      add column if not exists review_request_enabled boolean not null default false;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.webhook_configs') is null then
    create table public.webhook_configs (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      name text,
      url text not null check (url ~ '^https?://'),
      events text[] not null default '{}',
      is_active boolean not null default true,
      secret text,
      headers jsonb,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    alter table public.webhook_configs enable row level security;
    revoke all on public.webhook_configs from anon, authenticated;
    comment on table public.webhook_configs is 'A customer''s own webhooks. Deleted with the account.';
    comment on column public.webhook_configs.secret is 'Secret: signs the deliveries. For the owner and the platform; admins see only whether it is set.';
    comment on column public.webhook_configs.headers is 'Sent along, and secret too: customers put keys there.';
    insert into private.created_tables (relation) values ('webhook_configs') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.webhook_deliveries') is null then
    create table public.webhook_deliveries (
      id uuid primary key default gen_random_uuid(),
      webhook_id uuid,
      user_id uuid references auth.users (id) on delete cascade,
      event_type text,
      payload jsonb,
      status_code integer,
      response_body text,
      error_message text,
      delivered_at timestamptz,
      created_at timestamptz not null default now(),
      retry_count integer not null default 0,
      next_retry_at timestamptz,
      max_retries integer not null default 3,
      delivery_status text not null default 'pending',
      last_error text
    );
    alter table public.webhook_deliveries enable row level security;
    revoke all on public.webhook_deliveries from anon, authenticated;
    comment on table public.webhook_deliveries is 'Requests sent to a customer''s webhook, and the answers. Deleted with the webhook.';
    insert into private.created_tables (relation) values ('webhook_deliveries') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.user_premium_features') is null then
    create table public.user_premium_features (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null unique references auth.users (id) on delete cascade,
      post_call_sms boolean not null default false,
      review_requests boolean not null default false,
      zapier_webhooks boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    alter table public.user_premium_features enable row level security;
    revoke all on public.user_premium_features from anon, authenticated;
    comment on table public.user_premium_features is 'Features that a customer pays for beyond the plan. Written by the platform only; deleted with the account.';
    insert into private.created_tables (relation) values ('user_premium_features') on conflict do nothing;
  end if;
end
$$;

-- A reference locks its target and may refuse there: only between tables that these files created.
do $$
declare
  missing record;
begin
  for missing in
    select r.* from (values
      ('webhook_deliveries', 'webhook_id', 'webhook_configs', 'cascade')
    ) r (relation, name, target, on_delete)
    where (select count(*) from private.created_tables c where c.relation in (r.relation, r.target)) = 2
      and not exists (
        select from pg_constraint k
        where k.conrelid = to_regclass('public.' || r.relation) and k.conname = r.relation || '_' || r.name || '_fkey'
      )
  loop
    execute format('alter table public.%I add constraint %I foreign key (%I) references public.%I (id) on delete %s',
      missing.relation, missing.relation || '_' || missing.name || '_fkey', missing.name, missing.target, missing.on_delete);
  end loop;
end
$$;

-- A table that was there before gets the columns that it lacks, and nothing else.
do $$
declare
  incomplete record;
begin
  for incomplete in
    with documented (relation, columns) as (values
      ('profiles', 'post_call_sms_enabled boolean, review_request_enabled boolean'),
      ('webhook_configs', '
        id uuid, user_id uuid, name text, url text, events text[], is_active boolean, secret text, headers jsonb,
        created_at timestamptz, updated_at timestamptz
      '),
      ('webhook_deliveries', '
        id uuid, webhook_id uuid, user_id uuid, event_type text, payload jsonb, status_code integer,
        response_body text, error_message text, delivered_at timestamptz, created_at timestamptz, retry_count integer,
        next_retry_at timestamptz, max_retries integer, delivery_status text, last_error text
      '),
      ('user_premium_features', '
        id uuid, user_id uuid, post_call_sms boolean, review_requests boolean, zapier_webhooks boolean,
        created_at timestamptz, updated_at timestamptz
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
