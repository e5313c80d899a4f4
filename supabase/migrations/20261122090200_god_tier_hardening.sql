-- Errors, operational alerts, customer health, latency and sessions.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := '{
    error_logs, ops_alerts, customer_health_scores, churn_alerts, latency_logs, active_sessions, upgrade_prompts_shown
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
  if to_regclass('public.error_logs') is null then
    create table public.error_logs (
      id uuid primary key default gen_random_uuid(),
      error_type text not null,
      endpoint text,
      user_id uuid references auth.users (id) on delete set null,
      message text,
      stack_trace text,
      request_body jsonb,
      resolved_at timestamptz,
      resolved_by uuid,
      resolution_notes text,
      created_at timestamptz not null default now()
    );
    alter table public.error_logs enable row level security;
    revoke all on public.error_logs from anon, authenticated;
    comment on table public.error_logs is 'Application errors. Unresolved while resolved_at is null.';
    comment on column public.error_logs.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';
    insert into private.created_tables (relation) values ('error_logs') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.ops_alerts') is null then
    create table public.ops_alerts (
      id uuid primary key default gen_random_uuid(),
      alert_type text not null,
      severity text not null default 'warning' check (severity in ('info', 'warning', 'critical')),
      user_id uuid references auth.users (id) on delete set null,
      message text,
      details jsonb,
      acknowledged_at timestamptz,
      acknowledged_by uuid,
      created_at timestamptz not null default now()
    );
    alter table public.ops_alerts enable row level security;
    revoke all on public.ops_alerts from anon, authenticated;
    comment on table public.ops_alerts is 'Operational alerts. Open while acknowledged_at is null.';
    comment on column public.ops_alerts.acknowledged_by is 'Who acknowledged it. No foreign key: the stamp outlives the account.';
    insert into private.created_tables (relation) values ('ops_alerts') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.customer_health_scores') is null then
    create table public.customer_health_scores (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null unique references auth.users (id) on delete cascade,
      score integer not null check (score between 0 and 100),
      grade text not null check (grade in ('A', 'B', 'C', 'D', 'F')),
      risk_level text not null check (risk_level in ('low', 'medium', 'high', 'critical')),
      factors jsonb not null default '{}',
      last_calculated timestamptz not null default now()
    );
    alter table public.customer_health_scores enable row level security;
    revoke all on public.customer_health_scores from anon, authenticated;
    comment on table public.customer_health_scores is 'The current health score of each customer. 90 or more is an A, 80 a B, 70 a C, 60 a D, else F.';
    comment on column public.customer_health_scores.factors is 'The score''s breakdown.';
    insert into private.created_tables (relation) values ('customer_health_scores') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.churn_alerts') is null then
    create table public.churn_alerts (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      reason text not null,
      severity text not null default 'medium' check (severity in ('low', 'medium', 'high', 'critical')),
      resolved_at timestamptz,
      created_at timestamptz not null default now()
    );
    alter table public.churn_alerts enable row level security;
    revoke all on public.churn_alerts from anon, authenticated;
    comment on table public.churn_alerts is 'Signs that a customer may leave. Open while resolved_at is null.';
    comment on column public.churn_alerts.reason is 'kind: evidence, where the kind is score_drop, inactivity, usage_decline or payment_issue.';
    insert into private.created_tables (relation) values ('churn_alerts') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.latency_logs') is null then
    create table public.latency_logs (
      id uuid primary key default gen_random_uuid(),
      endpoint text not null,
      method text,
      duration_ms integer not null,
      status_code integer,
      user_id uuid references auth.users (id) on delete set null,
      request_id text,
      is_slow boolean not null default false,
      created_at timestamptz not null default now()
    );
    alter table public.latency_logs enable row level security;
    revoke all on public.latency_logs from anon, authenticated;
    comment on table public.latency_logs is 'Duration of each request.';
    insert into private.created_tables (relation) values ('latency_logs') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.active_sessions') is null then
    create table public.active_sessions (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      token_hash text not null unique,
      ip_address text,
      user_agent text,
      created_at timestamptz not null default now(),
      last_active timestamptz not null default now(),
      revoked_at timestamptz
    );
    alter table public.active_sessions enable row level security;
    revoke all on public.active_sessions from anon, authenticated;
    comment on table public.active_sessions is 'Who is signed in to the platform, and from where. Deleted with the account.';
    comment on column public.active_sessions.token_hash is 'Secret, although hashed: no browser needs it.';
    insert into private.created_tables (relation) values ('active_sessions') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.upgrade_prompts_shown') is null then
    create table public.upgrade_prompts_shown (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      prompt_type text not null,
      trigger_reason text,
      metadata jsonb,
      clicked boolean not null default false,
      clicked_at timestamptz,
      dismissed boolean not null default false,
      dismissed_at timestamptz,
      converted boolean not null default false,
      converted_at timestamptz,
      shown_at timestamptz not null default now()
    );
    alter table public.upgrade_prompts_shown enable row level security;
    revoke all on public.upgrade_prompts_shown from anon, authenticated;
    comment on table public.upgrade_prompts_shown is 'Offers of a bigger plan that a customer saw, and the outcome. Deleted with the account.';
    insert into private.created_tables (relation) values ('upgrade_prompts_shown') on conflict do nothing;
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
      ('error_logs', '
        id uuid, error_type text, endpoint text, user_id uuid, message text, stack_trace text, request_body jsonb,
        resolved_at timestamptz, resolved_by uuid, resolution_notes text, created_at timestamptz
      '),
      ('ops_alerts', '
        id uuid, alert_type text, severity text, user_id uuid, message text, details jsonb,
        acknowledged_at timestamptz, acknowledged_by uuid, created_at timestamptz
      '),
      ('customer_health_scores', '
        id uuid, user_id uuid, score integer, grade text, risk_level text, factors jsonb, last_calculated timestamptz
      '),
      ('churn_alerts', '
        id uuid, user_id uuid, reason text, severity text, resolved_at timestamptz, created_at timestamptz
      '),
      ('latency_logs', '
        id uuid, endpoint text, method text, duration_ms integer, status_code integer, user_id uuid, request_id text,
        is_slow boolean, created_at timestamptz
      '),
      ('active_sessions', '
        id uuid, user_id uuid, token_hash text, ip_address text, user_agent text, created_at timestamptz,
        last_active timestamptz, revoked_at timestamptz
      '),
      ('upgrade_prompts_shown', '
        id uuid, user_id uuid, prompt_type text, trigger_reason text, metadata jsonb, clicked boolean,
        clicked_at timestamptz, dismissed boolean, dismissed_at timestamptz, converted boolean,
        converted_at timestamptz, shown_at timestamptz
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
