-- Core tables: who the customers are, what is deployed for them, and who did what.

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

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
create extension if not exists pg_trgm with schema extensions;

grant usage on schema public to anon, authenticated, service_role;

create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

comment on schema private is 'What policies and functions need and the API must not offer.';

create or replace procedure private.ensure_constraint(relation text, name text, definition text)
language plpgsql set search_path = ''
as $$
begin
  if not exists (select from pg_constraint c where c.conrelid = relation::regclass and c.conname = name) then
    execute format('alter table %s add constraint %I %s', relation, name, definition);
  elsif exists (select from pg_constraint c where c.conrelid = relation::regclass and c.conname = name and not c.convalidated) then
    execute format('alter table %s validate constraint %I', relation, name);
  end if;
exception
  when unique_violation or duplicate_table then
    raise warning '% is left out: %', name, sqlerrm;
  when check_violation then
    raise warning '% is not valid yet: %', name, sqlerrm;
    if not exists (select from pg_constraint c where c.conrelid = relation::regclass and c.conname = name) then
      execute format('alter table %s add constraint %I %s not valid', relation, name, definition);
    end if;
end
$$;

comment on procedure private.ensure_constraint(text, text, text) is
  'Adds a constraint unless one of that name is there. A check that existing rows break holds for new rows only, and is validated once they are mended; uniqueness that they break is left out with a warning.';

create or replace procedure private.allow_values(relation text, column_name text, variadic allowed text[])
language plpgsql set search_path = ''
as $$
declare
  listed text := (select string_agg(quote_literal(a), ', ') from unnest(allowed) a);
begin
  call private.ensure_constraint(relation, format('%s_%s_check', split_part(relation, '.', 2), column_name),
    format('check (%I in (%s))', column_name, listed));
end
$$;

comment on procedure private.allow_values(text, text, text[]) is 'A check that a column holds one of the documented values.';

create or replace procedure private.require_e164(relation text, column_name text)
language plpgsql set search_path = ''
as $$
begin
  call private.ensure_constraint(relation, format('%s_%s_check', split_part(relation, '.', 2), column_name),
    format('check (%I ~ ''^\+[1-9][0-9]{6,14}$'')', column_name));
end
$$;

comment on procedure private.require_e164(text, text) is 'A check that a column holds phone numbers as +14155551234.';

revoke execute on procedure private.ensure_constraint(text, text, text), private.allow_values(text, text, text[]),
  private.require_e164(text, text) from public;

create table if not exists public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email text not null,
  business_name text,
  area_code text,
  role text not null default 'user',
  tier text not null default 'core',
  industry text,
  cal_com_url text,
  transfer_number text
);
alter table public.profiles
  add column if not exists tier text,
  add column if not exists industry text,
  add column if not exists cal_com_url text,
  add column if not exists transfer_number text,
  alter column tier set default 'core';
call private.allow_values('public.profiles', 'role', 'user', 'admin');
call private.allow_values('public.profiles', 'tier', 'core', 'pro', 'elite', 'scale');
call private.allow_values('public.profiles', 'industry', 'hvac', 'plumbing', 'electrical');
call private.require_e164('public.profiles', 'transfer_number');

comment on table public.profiles is 'One row per account: the customer''s business, plan and settings, and the role that makes an admin.';
comment on column public.profiles.role is 'user or admin. Never changed through the API.';
comment on column public.profiles.tier is 'The plan: core, pro, elite or scale. Never changed through the API.';
comment on column public.profiles.transfer_number is 'Where calls are transferred to (E.164).';

create index if not exists profiles_business_name_idx on public.profiles (coalesce(business_name, ''), user_id);

create table if not exists public.agents (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  agent_id text,
  phone_number text,
  nickname text,
  status text not null default 'pending',
  inbound_webhook_url text,
  created_at timestamptz not null default now()
);
alter table public.agents
  add column if not exists inbound_webhook_url text,
  add column if not exists created_at timestamptz not null default now();
call private.allow_values('public.agents', 'status', 'active', 'pending', 'disabled');
call private.require_e164('public.agents', 'phone_number');

comment on table public.agents is 'The voice agent deployed for a customer: one per customer, one phone number each.';
comment on column public.agents.agent_id is 'The provider''s agent, shared by several customers.';

create index if not exists agents_agent_id_idx on public.agents (agent_id);

create table if not exists public.leads (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  phone text,
  name text,
  business_name text,
  transcript text,
  summary text,
  sentiment text,
  status text not null default 'new',
  call_duration_seconds integer,
  appointment_booked boolean not null default false,
  flagged_for_review boolean not null default false,
  created_at timestamptz not null default now()
);
alter table public.leads
  add column if not exists name text,
  add column if not exists transcript text,
  add column if not exists summary text,
  add column if not exists sentiment text,
  add column if not exists call_duration_seconds integer,
  add column if not exists appointment_booked boolean not null default false,
  add column if not exists flagged_for_review boolean not null default false,
  add column if not exists created_at timestamptz not null default now();
call private.allow_values('public.leads', 'sentiment', 'positive', 'neutral', 'negative');

comment on table public.leads is 'Who called a customer''s business, and what came of it. Goes with the account.';
comment on column public.leads.name is 'The caller. business_name is the caller''s business, not the customer''s.';
comment on column public.leads.flagged_for_review is 'Set by the platform''s staff, not by the owner.';

create index if not exists leads_user_id_idx on public.leads (user_id, created_at, id);
create index if not exists leads_created_at_idx on public.leads (created_at, id);
create index if not exists leads_phone_idx on public.leads (phone);

create table if not exists public.messages (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  thread_id text,
  direction text not null,
  from_number text,
  to_number text,
  body text,
  created_at timestamptz not null default now()
);
call private.allow_values('public.messages', 'direction', 'inbound', 'outbound');

comment on table public.messages is 'The text messages between a customer''s business and its callers. Goes with the account.';

create index if not exists messages_user_id_idx on public.messages (user_id, created_at, id);
create index if not exists messages_created_at_idx on public.messages (created_at, id);
create index if not exists messages_thread_id_idx on public.messages (thread_id, created_at);

create table if not exists public.appointments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  customer_name text,
  customer_phone text,
  customer_email text,
  start_time timestamptz not null,
  end_time timestamptz,
  status text not null default 'scheduled',
  notes text,
  cal_booking_uid text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table public.appointments
  add column if not exists customer_email text,
  add column if not exists cal_booking_uid text,
  add column if not exists created_at timestamptz not null default now(),
  add column if not exists updated_at timestamptz not null default now();
call private.allow_values('public.appointments', 'status', 'scheduled', 'completed', 'cancelled');
call private.require_e164('public.appointments', 'customer_phone');

comment on table public.appointments is 'What callers booked. customer_name and the like are the caller''s. Goes with the account.';
comment on column public.appointments.cal_booking_uid is 'The booking at Cal.com; null for one that was entered by hand.';

create index if not exists appointments_user_id_idx on public.appointments (user_id, start_time, id);
create index if not exists appointments_start_time_idx on public.appointments (start_time, id);
create index if not exists appointments_created_at_idx on public.appointments (created_at, id);
create index if not exists appointments_cal_booking_uid_idx on public.appointments (cal_booking_uid);

create table if not exists public.subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete set null,
  stripe_subscription_id text,
  stripe_customer_id text,
  tier text,
  status text not null default 'active',
  current_period_start timestamptz,
  current_period_end timestamptz,
  created_at timestamptz not null default now()
);
alter table public.subscriptions add column if not exists created_at timestamptz not null default now();
call private.allow_values('public.subscriptions', 'tier', 'core', 'pro', 'elite', 'scale');

comment on table public.subscriptions is 'What Stripe says of each subscription. Kept when the account goes, because Stripe may go on charging.';
comment on column public.subscriptions.status is 'Stripe''s word: active, canceled, past_due and others. Not checked, because Stripe adds to them.';

create index if not exists subscriptions_user_id_idx on public.subscriptions (user_id, created_at, id);
create index if not exists subscriptions_created_at_idx on public.subscriptions (created_at, id);
create index if not exists subscriptions_stripe_subscription_id_idx on public.subscriptions (stripe_subscription_id);
create index if not exists subscriptions_stripe_customer_id_idx on public.subscriptions (stripe_customer_id);

create table if not exists public.usage_limits (
  user_id uuid primary key references auth.users (id) on delete cascade,
  tier text not null default 'core',
  call_cap_seconds integer not null default 0,
  call_used_seconds integer not null default 0,
  call_credit integer not null default 0,
  sms_cap integer not null default 0,
  sms_used integer not null default 0,
  sms_credit integer not null default 0,
  period_start timestamptz,
  period_end timestamptz,
  limit_state text not null default 'under',
  hard_stop_active boolean not null default false
);
alter table public.usage_limits
  add column if not exists tier text,
  add column if not exists call_credit integer;
call private.allow_values('public.usage_limits', 'tier', 'core', 'pro', 'elite', 'scale');
call private.allow_values('public.usage_limits', 'limit_state', 'under', 'soft', 'hard');

comment on table public.usage_limits is 'What each customer may use in the current period and has used. Written by the platform only.';
comment on column public.usage_limits.call_credit is 'Seconds beyond the cap.';
comment on column public.usage_limits.limit_state is 'under, soft from 100 % of the cap, hard from 110 %.';

create index if not exists usage_limits_limit_state_idx on public.usage_limits (limit_state, user_id);
create index if not exists usage_limits_period_end_idx on public.usage_limits (period_end, user_id);

create table if not exists public.audit_logs (
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

comment on table public.audit_logs is 'Who did what to which row. Append-only; no foreign keys, so that it outlives the accounts it names.';
comment on column public.audit_logs.user_id is 'The customer concerned.';
comment on column public.audit_logs.actor_id is 'Who acted; null when the platform itself did.';

create index if not exists audit_logs_created_at_idx on public.audit_logs (created_at, id);
create index if not exists audit_logs_entity_idx on public.audit_logs (entity, entity_id, created_at);
create index if not exists audit_logs_user_id_idx on public.audit_logs (user_id, created_at);
create index if not exists audit_logs_actor_id_idx on public.audit_logs (actor_id, created_at);

create table if not exists public.black_box_logs (
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
comment on table public.black_box_logs is 'What the platform recorded of itself, for inquiries. No foreign key: it outlives the accounts it names.';
comment on column public.black_box_logs.timestamp is 'When it happened; created_at is when it was written down.';

create index if not exists black_box_logs_created_at_idx on public.black_box_logs (created_at, id);
create index if not exists black_box_logs_user_id_idx on public.black_box_logs (user_id, created_at, id);
create index if not exists black_box_logs_event_id_idx on public.black_box_logs (event_id);

create table if not exists public.deals (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid references public.leads (id) on delete set null,
  seller_id uuid references auth.users (id) on delete set null,
  referrer_id uuid references auth.users (id) on delete set null,
  stripe_session_id text,
  amount numeric,
  status text,
  created_at timestamptz not null default now()
);
comment on table public.deals is 'What was sold, in dollars. Kept when the lead or an account goes.';
create index if not exists deals_created_at_idx on public.deals (created_at, id);
create index if not exists deals_seller_id_idx on public.deals (seller_id, created_at, id);
create index if not exists deals_lead_id_idx on public.deals (lead_id);
create index if not exists deals_referrer_id_idx on public.deals (referrer_id);
create index if not exists deals_stripe_session_id_idx on public.deals (stripe_session_id);

create table if not exists public.commissions (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid references auth.users (id) on delete set null,
  deal_id uuid references public.deals (id) on delete restrict,
  deal_amount numeric,
  commission_amount numeric,
  status text,
  approved_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.commissions is 'What a seller is owed for a deal, in dollars. Kept when the account goes; keeps its deal.';
create index if not exists commissions_created_at_idx on public.commissions (created_at, id);
create index if not exists commissions_seller_id_idx on public.commissions (seller_id, created_at, id);
create index if not exists commissions_deal_id_idx on public.commissions (deal_id);

do $$
begin
  if to_regtype('public.call_outcome') is null then
    create type public.call_outcome as enum ('No Answer', 'Gatekeeper', 'Not Interested', 'Hangup', 'Pitch Delivered', 'Demo Set');
  end if;
end
$$;
comment on type public.call_outcome is 'How a sales call ended.';

create table if not exists public.call_recordings (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid references auth.users (id) on delete set null,
  lead_id uuid references public.leads (id) on delete cascade,
  duration integer,
  recording_url text,
  outcome public.call_outcome,
  qa_flags jsonb,
  manager_notes text,
  flagged_for_review boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  call_id text
);
comment on table public.call_recordings is 'Recorded sales calls. A recording goes with the lead it is of.';
comment on column public.call_recordings.duration is 'Seconds.';
create index if not exists call_recordings_created_at_idx on public.call_recordings (created_at, id);
create index if not exists call_recordings_seller_id_idx on public.call_recordings (seller_id, created_at, id);
create index if not exists call_recordings_lead_id_idx on public.call_recordings (lead_id);
create index if not exists call_recordings_call_id_idx on public.call_recordings (call_id);

create table if not exists public.dialer_queue (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid references public.leads (id) on delete cascade,
  created_by uuid references auth.users (id) on delete set null,
  status text not null default 'pending',
  created_at timestamptz not null default now()
);
comment on table public.dialer_queue is 'Leads that wait to be called. Goes with the lead.';
create index if not exists dialer_queue_created_at_idx on public.dialer_queue (created_at, id);
create index if not exists dialer_queue_created_by_idx on public.dialer_queue (created_by, created_at, id);
create index if not exists dialer_queue_lead_id_idx on public.dialer_queue (lead_id);

create table if not exists public.integrations (
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
comment on table public.integrations is 'What a customer has connected, and the tokens for it. Goes with the account.';
comment on column public.integrations.access_token is 'Secret. For the owner and the platform; admins see whether it is there.';
comment on column public.integrations.refresh_token is 'Secret, as access_token.';
create index if not exists integrations_created_at_idx on public.integrations (created_at, id);
create index if not exists integrations_user_id_idx on public.integrations (user_id, provider);

create table if not exists public.tracking_sessions (
  id uuid primary key default gen_random_uuid(),
  token text not null default gen_random_uuid()::text,
  update_key text not null default gen_random_uuid()::text,
  created_by uuid references auth.users (id) on delete cascade,
  lead_id uuid references public.leads (id) on delete set null,
  customer_phone text,
  status text not null default 'active',
  eta_minutes integer,
  last_lat double precision,
  last_lng double precision,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.tracking_sessions is 'A technician on the way, whom the caller may follow. Goes with the account.';
comment on column public.tracking_sessions.token is 'Secret: whoever has it sees the position.';
comment on column public.tracking_sessions.update_key is 'Secret: whoever has it reports the position.';
create unique index if not exists tracking_sessions_token_idx on public.tracking_sessions (token);
create index if not exists tracking_sessions_created_at_idx on public.tracking_sessions (created_at, id);
create index if not exists tracking_sessions_created_by_idx on public.tracking_sessions (created_by, created_at, id);
create index if not exists tracking_sessions_lead_id_idx on public.tracking_sessions (lead_id);

create table if not exists public.tracking_points (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.tracking_sessions (id) on delete cascade,
  lat double precision not null,
  lng double precision not null,
  recorded_at timestamptz not null default now()
);
comment on table public.tracking_points is 'Where a technician was. Goes with the session.';
create index if not exists tracking_points_session_id_idx on public.tracking_points (session_id, recorded_at, id);
create index if not exists tracking_points_recorded_at_idx on public.tracking_points (recorded_at, id);

-- The documented name. A database that has a table of this name keeps it.
do $$
begin
  if not exists (select from pg_class c where c.oid = to_regclass('public.tracking') and c.relkind <> 'v') then
    create or replace view public.tracking with (security_invoker = true) as
    select s.id, s.created_by, s.lead_id, s.customer_phone, s.status, s.eta_minutes, s.last_lat, s.last_lng,
      (select max(p.recorded_at) from public.tracking_points p where p.session_id = s.id) as last_recorded_at,
      s.created_at, s.updated_at
    from public.tracking_sessions s;
    comment on view public.tracking is 'Technicians on the way, without the keys to follow them.';
  end if;
end
$$;

alter table public.profiles enable row level security;
alter table public.agents enable row level security;
alter table public.leads enable row level security;
alter table public.messages enable row level security;
alter table public.appointments enable row level security;
alter table public.subscriptions enable row level security;
alter table public.usage_limits enable row level security;
alter table public.audit_logs enable row level security;
alter table public.black_box_logs enable row level security;
alter table public.deals enable row level security;
alter table public.commissions enable row level security;
alter table public.call_recordings enable row level security;
alter table public.dialer_queue enable row level security;
alter table public.integrations enable row level security;
alter table public.tracking_sessions enable row level security;
alter table public.tracking_points enable row level security;
