-- As the platform's first file: it extends the base tables and makes the sales tables.

create type public.call_outcome as enum (
  'No Answer', 'Gatekeeper', 'Not Interested', 'Hangup', 'Pitch Delivered', 'Demo Set'
);

alter table public.profiles
  add column full_name text,
  add column phone text,
  add column status text default 'active',
  add column industry text,
  add column onboarding_step integer default 0,
  add column referrer_id uuid,
  add column account_type text,
  add column affiliate_name text,
  add column payout_email text,
  add column payout_method text,
  add column transfer_number text,
  add column admin_onboarded boolean default false,
  add column admin_onboarded_at timestamptz,
  add column user_personal_phone text,
  add column notification_preferences jsonb,
  add column cal_com_url text,
  add column cal_event_type_id integer,
  add column cal_event_type_slug text,
  add column cal_username text,
  add column cal_time_zone text;

alter table public.agents
  add column is_active boolean default true,
  add column provider text default 'retell',
  add column provider_number_id text;

create table public.leads (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  owner_id uuid,
  agent_id text,
  call_id text,
  name text,
  phone text,
  email text,
  business_name text,
  status text default 'new',
  summary text,
  transcript text,
  sentiment text,
  call_duration_seconds integer,
  appointment_booked boolean,
  flagged_for_review boolean,
  flagged_at timestamptz,
  recording_url text,
  lock_expires_at timestamptz,
  tier_interest text,
  metadata jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create index leads_owner_id_status_idx on public.leads (owner_id, status);

create table public.deals (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid references public.leads (id) on delete set null,
  seller_id uuid,
  referrer_id uuid,
  stripe_session_id text unique,
  amount numeric,
  status text,
  created_at timestamptz default now()
);

create table public.commissions (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid,
  deal_id uuid,
  deal_amount numeric,
  commission_amount numeric,
  status text default 'pending_locked',
  approved_at timestamptz,
  created_at timestamptz default now()
);

create table public.call_recordings (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid,
  lead_id uuid references public.leads (id) on delete cascade,
  call_id text,
  duration integer,
  recording_url text,
  outcome public.call_outcome,
  qa_flags jsonb default '{}',
  manager_notes text,
  flagged_for_review boolean default false,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.integrations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  provider text,
  access_token text,
  refresh_token text,
  expires_at timestamptz,
  is_active boolean default true,
  booking_url text,
  event_type_id integer,
  event_type_slug text,
  cal_username text,
  cal_team_slug text,
  cal_organization_slug text,
  cal_time_zone text,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (user_id, provider)
);

create table public.tracking_sessions (
  id uuid primary key default gen_random_uuid(),
  token text unique,
  update_key text,
  created_by uuid,
  lead_id uuid,
  customer_phone text,
  status text default 'active',
  eta_minutes integer,
  last_lat double precision,
  last_lng double precision,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.tracking_points (
  id uuid primary key default gen_random_uuid(),
  session_id uuid references public.tracking_sessions (id) on delete cascade,
  lat double precision,
  lng double precision,
  recorded_at timestamptz default now()
);

create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  customer_name text,
  customer_phone text,
  customer_email text,
  start_time timestamptz,
  end_time timestamptz,
  duration_minutes integer,
  source text,
  location text,
  notes text,
  status text default 'booked',
  cal_booking_uid text,
  reminder_enabled boolean default false,
  reminder_minutes integer,
  reminder_sent boolean default false,
  reminder_last_sent_at timestamptz,
  eta_enabled boolean default false,
  eta_minutes integer,
  eta_last_sent_at timestamptz,
  job_value numeric,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.audit_logs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  actor_id uuid,
  action text,
  action_type text,
  entity text,
  entity_id text,
  ip text,
  user_agent text,
  metadata jsonb,
  created_at timestamptz default now()
);

create table public.black_box_logs (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  user_id uuid,
  action_type text,
  timestamp timestamptz default now(),
  ip_address text,
  user_agent text,
  meta_data jsonb,
  created_at timestamptz default now()
);

create table public.dialer_queue (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid,
  created_by uuid,
  status text default 'queued',
  created_at timestamptz default now()
);

create table public.admin_logs (
  id uuid primary key default gen_random_uuid(),
  admin_id uuid,
  action text,
  details jsonb,
  created_at timestamptz default now()
);
