-- Core tables: accounts, their agents and callers, subscriptions and limits, sales, and the audit log.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := '{
    profiles, agents, leads, messages, appointments, subscriptions, usage_limits, audit_logs, black_box_logs, deals,
    commissions, call_recordings, dialer_queue, integrations, tracking_sessions, tracking_points
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

-- A Supabase project has these roles; a plain Postgres gets them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
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
  if to_regclass('public.profiles') is null then
    create table public.profiles (
      user_id uuid primary key references auth.users (id) on delete cascade,
      email text not null,
      business_name text,
      area_code text,
      role text not null default 'user' check (role in ('user', 'admin')),
      tier text not null default 'core' check (tier in ('core', 'pro', 'elite', 'scale')),
      industry text check (industry in ('hvac', 'plumbing', 'electrical')),
      cal_com_url text,
      transfer_number text check (transfer_number ~ '^\+[1-9][0-9]{6,14}$')
    );
    alter table public.profiles enable row level security;
    revoke all on public.profiles from anon, authenticated;
    comment on table public.profiles is 'The customer''s business, plan and settings, one row per account; its role makes an admin.';
    comment on column public.profiles.role is 'user or admin. Never changed through the API.';
    comment on column public.profiles.tier is 'The plan: core, pro, elite or scale. Never changed through the API.';
    comment on column public.profiles.transfer_number is 'Calls are transferred to this number (E.164).';
    insert into private.created_tables (relation) values ('profiles') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.agents') is null then
    create table public.agents (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null unique references auth.users (id) on delete cascade,
      agent_id text,
      phone_number text unique check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
      nickname text,
      status text not null default 'pending' check (status in ('active', 'pending', 'disabled')),
      inbound_webhook_url text,
      created_at timestamptz not null default now()
    );
    alter table public.agents enable row level security;
    revoke all on public.agents from anon, authenticated;
    comment on table public.agents is 'The voice agent of a customer: one per customer, one phone number each.';
    comment on column public.agents.agent_id is 'The provider''s agent, shared by several customers.';
    insert into private.created_tables (relation) values ('agents') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.leads') is null then
    create table public.leads (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      phone text,
      name text,
      business_name text,
      transcript text,
      summary text,
      sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
      status text not null default 'new',
      call_duration_seconds integer,
      appointment_booked boolean not null default false,
      flagged_for_review boolean not null default false,
      created_at timestamptz not null default now()
    );
    alter table public.leads enable row level security;
    revoke all on public.leads from anon, authenticated;
    comment on table public.leads is 'The callers of a customer''s business and the outcome of each call. Deleted with the account.';
    comment on column public.leads.name is 'The caller. business_name is the caller''s business, not the customer''s.';
    comment on column public.leads.flagged_for_review is 'Set by the platform''s staff, not by the owner.';
    insert into private.created_tables (relation) values ('leads') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.messages') is null then
    create table public.messages (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      thread_id text,
      direction text not null check (direction in ('inbound', 'outbound')),
      from_number text,
      to_number text,
      body text,
      created_at timestamptz not null default now()
    );
    alter table public.messages enable row level security;
    revoke all on public.messages from anon, authenticated;
    comment on table public.messages is 'Text messages between a customer''s business and its callers. Deleted with the account.';
    insert into private.created_tables (relation) values ('messages') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.appointments') is null then
    create table public.appointments (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      customer_name text,
      customer_phone text check (customer_phone ~ '^\+[1-9][0-9]{6,14}$'),
      customer_email text,
      start_time timestamptz not null,
      end_time timestamptz,
      status text not null default 'scheduled' check (status in ('scheduled', 'completed', 'cancelled')),
      notes text,
      cal_booking_uid text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    alter table public.appointments enable row level security;
    revoke all on public.appointments from anon, authenticated;
    comment on table public.appointments is 'Bookings by callers; customer_name and the like are the caller''s. Deleted with the account.';
    comment on column public.appointments.cal_booking_uid is 'The booking at Cal.com; null for one entered by hand.';
    insert into private.created_tables (relation) values ('appointments') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.subscriptions') is null then
    create table public.subscriptions (
      id uuid primary key default gen_random_uuid(),
      user_id uuid references auth.users (id) on delete set null,
      stripe_subscription_id text,
      stripe_customer_id text,
      tier text check (tier in ('core', 'pro', 'elite', 'scale')),
      status text not null default 'active',
      current_period_start timestamptz,
      current_period_end timestamptz,
      created_at timestamptz not null default now()
    );
    alter table public.subscriptions enable row level security;
    revoke all on public.subscriptions from anon, authenticated;
    comment on table public.subscriptions is 'Subscriptions as Stripe reports them. Kept when the account is deleted, because Stripe may go on charging.';
    comment on column public.subscriptions.status is 'Stripe''s word: active, canceled, past_due and others. Not checked, because Stripe adds to them.';
    insert into private.created_tables (relation) values ('subscriptions') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.usage_limits') is null then
    create table public.usage_limits (
      user_id uuid primary key references auth.users (id) on delete cascade,
      tier text not null default 'core' check (tier in ('core', 'pro', 'elite', 'scale')),
      call_cap_seconds integer not null default 0,
      call_used_seconds integer not null default 0,
      call_credit integer not null default 0,
      sms_cap integer not null default 0,
      sms_used integer not null default 0,
      sms_credit integer not null default 0,
      period_start timestamptz,
      period_end timestamptz,
      limit_state text not null default 'under' check (limit_state in ('under', 'soft', 'hard')),
      hard_stop_active boolean not null default false
    );
    alter table public.usage_limits enable row level security;
    revoke all on public.usage_limits from anon, authenticated;
    comment on table public.usage_limits is 'What each customer may use in the current period, and has used. Written by the platform only.';
    comment on column public.usage_limits.call_credit is 'Seconds beyond the cap.';
    comment on column public.usage_limits.limit_state is 'under, soft from 100 % of the cap, hard from 110 %.';
    insert into private.created_tables (relation) values ('usage_limits') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.audit_logs') is null then
    create table public.audit_logs (
      id uuid primary key default gen_random_uuid(),
      user_id uuid,
      actor_id uuid,
      action text not null,
      action_type text,
      entity text,
      entity_id text,
      ip text,
      user_agent text,
      metadata jsonb not null default '{}',
      created_at timestamptz not null default now()
    );
    alter table public.audit_logs enable row level security;
    revoke all on public.audit_logs from anon, authenticated;
    comment on table public.audit_logs is 'Who did what to which row. Append-only; no foreign keys, so that it outlives the accounts it names.';
    comment on column public.audit_logs.user_id is 'The customer concerned.';
    comment on column public.audit_logs.actor_id is 'Who acted; null when the platform itself did.';
    insert into private.created_tables (relation) values ('audit_logs') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.black_box_logs') is null then
    create table public.black_box_logs (
      id uuid primary key default gen_random_uuid(),
      event_id text,
      user_id uuid,
      action_type text not null,
      timestamp timestamptz not null default now(),
      ip_address text,
      user_agent text,
      meta_data jsonb not null default '{}',
      created_at timestamptz not null default now()
    );
    alter table public.black_box_logs enable row level security;
    revoke all on public.black_box_logs from anon, authenticated;
    comment on table public.black_box_logs is 'What the platform recorded of itself, for inquiries. No foreign key: it outlives the accounts it names.';
    comment on column public.black_box_logs.timestamp is 'When it happened; created_at is when it was recorded.';
    insert into private.created_tables (relation) values ('black_box_logs') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.deals') is null then
    create table public.deals (
      id uuid primary key default gen_random_uuid(),
      lead_id uuid,
      seller_id uuid references auth.users (id) on delete set null,
      referrer_id uuid references auth.users (id) on delete set null,
      stripe_session_id text,
      amount numeric,
      status text,
      created_at timestamptz not null default now()
    );
    alter table public.deals enable row level security;
    revoke all on public.deals from anon, authenticated;
    comment on table public.deals is 'Sales, in dollars. Kept when the lead or an account is deleted.';
    insert into private.created_tables (relation) values ('deals') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.commissions') is null then
    create table public.commissions (
      id uuid primary key default gen_random_uuid(),
      seller_id uuid references auth.users (id) on delete set null,
      deal_id uuid,
      deal_amount numeric,
      commission_amount numeric,
      status text,
      approved_at timestamptz,
      created_at timestamptz not null default now()
    );
    alter table public.commissions enable row level security;
    revoke all on public.commissions from anon, authenticated;
    comment on table public.commissions is 'What a seller is owed for a deal, in dollars. Kept when the account is deleted; its deal cannot be deleted.';
    insert into private.created_tables (relation) values ('commissions') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regtype('public.call_outcome') is null then
    create type public.call_outcome as enum ('No Answer', 'Gatekeeper', 'Not Interested', 'Hangup', 'Pitch Delivered', 'Demo Set');
    comment on type public.call_outcome is 'Outcome of a sales call.';
  end if;
end
$$;

do $$
begin
  if to_regclass('public.call_recordings') is null then
    create table public.call_recordings (
      id uuid primary key default gen_random_uuid(),
      seller_id uuid references auth.users (id) on delete set null,
      lead_id uuid,
      duration integer,
      recording_url text,
      outcome call_outcome,
      qa_flags jsonb,
      manager_notes text,
      flagged_for_review boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      call_id text
    );
    alter table public.call_recordings enable row level security;
    revoke all on public.call_recordings from anon, authenticated;
    comment on table public.call_recordings is 'Recorded sales calls. Deleted with the lead.';
    comment on column public.call_recordings.duration is 'Seconds.';
    insert into private.created_tables (relation) values ('call_recordings') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.dialer_queue') is null then
    create table public.dialer_queue (
      id uuid primary key default gen_random_uuid(),
      lead_id uuid,
      created_by uuid references auth.users (id) on delete set null,
      status text not null default 'pending',
      created_at timestamptz not null default now()
    );
    alter table public.dialer_queue enable row level security;
    revoke all on public.dialer_queue from anon, authenticated;
    comment on table public.dialer_queue is 'Leads waiting to be called. Deleted with the lead.';
    insert into private.created_tables (relation) values ('dialer_queue') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.integrations') is null then
    create table public.integrations (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      provider text not null,
      access_token text,
      refresh_token text,
      expires_at timestamptz,
      is_active boolean not null default true,
      booking_url text,
      event_type_id integer,
      event_type_slug text,
      cal_username text,
      cal_team_slug text,
      cal_organization_slug text,
      cal_time_zone text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    alter table public.integrations enable row level security;
    revoke all on public.integrations from anon, authenticated;
    comment on table public.integrations is 'Services that a customer connected, and their tokens. Deleted with the account.';
    comment on column public.integrations.access_token is 'Secret: for the owner and the platform; admins see only whether it is set.';
    comment on column public.integrations.refresh_token is 'Secret, as access_token.';
    insert into private.created_tables (relation) values ('integrations') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.tracking_sessions') is null then
    create table public.tracking_sessions (
      id uuid primary key default gen_random_uuid(),
      token text not null default gen_random_uuid()::text unique,
      update_key text not null default gen_random_uuid()::text,
      created_by uuid references auth.users (id) on delete cascade,
      lead_id uuid,
      customer_phone text,
      status text not null default 'active',
      eta_minutes integer,
      last_lat double precision,
      last_lng double precision,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    alter table public.tracking_sessions enable row level security;
    revoke all on public.tracking_sessions from anon, authenticated;
    comment on table public.tracking_sessions is 'A technician on the way, whom the caller may follow. Deleted with the account.';
    comment on column public.tracking_sessions.token is 'Secret: shows the position to anyone who has it.';
    comment on column public.tracking_sessions.update_key is 'Secret: lets anyone who has it report the position.';
    insert into private.created_tables (relation) values ('tracking_sessions') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.tracking_points') is null then
    create table public.tracking_points (
      id uuid primary key default gen_random_uuid(),
      session_id uuid not null,
      lat double precision not null,
      lng double precision not null,
      recorded_at timestamptz not null default now()
    );
    alter table public.tracking_points enable row level security;
    revoke all on public.tracking_points from anon, authenticated;
    comment on table public.tracking_points is 'Positions of a technician. Deleted with the session.';
    insert into private.created_tables (relation) values ('tracking_points') on conflict do nothing;
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
      ('deals', 'lead_id', 'leads', 'set null'),
      ('commissions', 'deal_id', 'deals', 'restrict'),
      ('call_recordings', 'lead_id', 'leads', 'cascade'),
      ('dialer_queue', 'lead_id', 'leads', 'cascade'),
      ('tracking_sessions', 'lead_id', 'leads', 'set null'),
      ('tracking_points', 'session_id', 'tracking_sessions', 'cascade')
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
      ('profiles', '
        user_id uuid, email text, business_name text, area_code text, role text, tier text, industry text,
        cal_com_url text, transfer_number text
      '),
      ('agents', '
        id uuid, user_id uuid, agent_id text, phone_number text, nickname text, status text, inbound_webhook_url text,
        created_at timestamptz
      '),
      ('leads', '
        id uuid, user_id uuid, phone text, name text, business_name text, transcript text, summary text,
        sentiment text, status text, call_duration_seconds integer, appointment_booked boolean,
        flagged_for_review boolean, created_at timestamptz
      '),
      ('messages', '
        id uuid, user_id uuid, thread_id text, direction text, from_number text, to_number text, body text,
        created_at timestamptz
      '),
      ('appointments', '
        id uuid, user_id uuid, customer_name text, customer_phone text, customer_email text, start_time timestamptz,
        end_time timestamptz, status text, notes text, cal_booking_uid text, created_at timestamptz,
        updated_at timestamptz
      '),
      ('subscriptions', '
        id uuid, user_id uuid, stripe_subscription_id text, stripe_customer_id text, tier text, status text,
        current_period_start timestamptz, current_period_end timestamptz, created_at timestamptz
      '),
      ('usage_limits', '
        user_id uuid, tier text, call_cap_seconds integer, call_used_seconds integer, call_credit integer,
        sms_cap integer, sms_used integer, sms_credit integer, period_start timestamptz, period_end timestamptz,
        limit_state text, hard_stop_active boolean
      '),
      ('audit_logs', '
        id uuid, user_id uuid, actor_id uuid, action text, action_type text, entity text, entity_id text, ip text,
        user_agent text, metadata jsonb, created_at timestamptz
      '),
      ('black_box_logs', '
        id uuid, event_id text, user_id uuid, action_type text, timestamp timestamptz, ip_address text,
        user_agent text, meta_data jsonb, created_at timestamptz
      '),
      ('deals', '
        id uuid, lead_id uuid, seller_id uuid, referrer_id uuid, stripe_session_id text, amount numeric, status text,
        created_at timestamptz
      '),
      ('commissions', '
        id uuid, seller_id uuid, deal_id uuid, deal_amount numeric, commission_amount numeric, status text,
        approved_at timestamptz, created_at timestamptz
      '),
      ('call_recordings', '
        id uuid, seller_id uuid, lead_id uuid, duration integer, recording_url text, outcome public.call_outcome,
        qa_flags jsonb, manager_notes text, flagged_for_review boolean, created_at timestamptz,
        updated_at timestamptz, call_id text
      '),
      ('dialer_queue', 'id uuid, lead_id uuid, created_by uuid, status text, created_at timestamptz'),
      ('integrations', '
        id uuid, user_id uuid, provider text, access_token text, refresh_token text, expires_at timestamptz,
        is_active boolean, booking_url text, event_type_id integer, event_type_slug text, cal_username text,
        cal_team_slug text, cal_organization_slug text, cal_time_zone text, created_at timestamptz,
        updated_at timestamptz
      '),
      ('tracking_sessions', '
        id uuid, token text, update_key text, created_by uuid, lead_id uuid, customer_phone text, status text,
        eta_minutes integer, last_lat double precision, last_lng double precision, created_at timestamptz,
        updated_at timestamptz
      '),
      ('tracking_points', '
        id uuid, session_id uuid, lat double precision, lng double precision, recorded_at timestamptz
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
