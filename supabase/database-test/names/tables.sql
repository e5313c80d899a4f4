-- Tables as the platform has them, small: old names, words of its own, a type or two of its own choice. Invented rows.
create type public.call_outcome as enum ('No Answer', 'Demo Set');

create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  business_name text,
  area_code text,
  role text default 'owner',
  industry varchar(60),
  full_name text,
  created_at timestamptz default now()
);
create table public.agents (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  agent_id text,
  phone_number text,
  is_active boolean default true,
  created_at timestamptz default now()
);
create table public.leads (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  owner_id uuid,
  phone text,
  name text,
  status text default 'new',
  sentiment text,
  flagged_for_review boolean,
  flagged_at timestamptz,
  call_duration_seconds numeric,
  created_at timestamptz default now()
);
create index leads_sentiment on public.leads (sentiment);
create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  customer_name text,
  start_time timestamp,
  status text default 'booked',
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create table public.messages (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  direction text,
  body text,
  created_at timestamptz default now()
);
create table public.subscriptions (
  user_id uuid primary key,
  customer_id text,
  plan_type text,
  status text,
  current_period_end timestamptz
);
create table public.usage_limits (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique,
  tier_id text,
  call_cap_seconds integer default 0,
  call_used_seconds integer default 0,
  call_credit_seconds integer default 0,
  sms_cap integer default 0,
  sms_used integer default 0,
  sms_credit integer default 0,
  limit_state text default 'ok',
  hard_stop_active boolean default false,
  force_pause boolean default false,
  force_resume boolean default false,
  period_start timestamptz,
  period_end timestamptz
);
create table public.error_logs (
  id uuid primary key default gen_random_uuid(),
  error_type text not null,
  error_message text not null,
  stack_trace text,
  context jsonb default '{}',
  user_id uuid,
  severity text default 'medium',
  endpoint text,
  resolved boolean default false,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution_notes text,
  created_at timestamptz default now()
);
create table public.ops_alerts (
  id uuid primary key default gen_random_uuid(),
  alert_type text not null,
  severity text not null,
  title text not null,
  message text not null,
  source text,
  metadata jsonb default '{}',
  acknowledged boolean default false,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  resolved boolean default false,
  resolved_at timestamptz,
  created_at timestamptz default now()
);
create table public.churn_alerts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  alert_type text not null,
  severity text not null default 'medium',
  title text not null,
  message text,
  acknowledged boolean default false,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  resolved boolean default false,
  resolved_at timestamptz,
  created_at timestamptz default now()
);
create table public.customer_health_scores (
  user_id uuid primary key,
  score integer not null default 50,
  grade text not null default 'C',
  churn_risk text not null default 'medium',
  factors jsonb default '{}',
  calculated_at timestamptz default now(),
  updated_at timestamptz default now()
);
create function public.set_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at = clock_timestamp();
  return new;
end
$$;
create trigger customer_health_scores_updated_at before update on public.customer_health_scores
  for each row execute function public.set_updated_at();
create table public.active_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  token_hash text not null,
  ip_address text,
  user_agent text,
  device_type text,
  created_at timestamptz default now(),
  last_active_at timestamptz default now(),
  revoked_at timestamptz,
  revoked_reason text
);
create table public.usage_calls (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  agent_id text,
  call_id text unique,
  seconds integer default 0,
  created_at timestamptz default now()
);
create table public.usage_sms (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  message_id text,
  segments integer default 1,
  created_at timestamptz default now()
);
create table public.unknown_phone (
  id uuid primary key default gen_random_uuid(),
  phone_number text not null,
  event_type text,
  raw_payload json,
  received_at timestamptz,
  created_at timestamptz default now()
);
create table public.webhook_queue (
  id uuid primary key default gen_random_uuid(),
  phone_number text,
  user_id uuid,
  event_type text not null,
  raw_payload jsonb not null,
  idempotency_key text unique,
  received_at timestamptz default now(),
  processed_at timestamptz,
  processed_by text,
  result text,
  error_message text,
  attempts integer default 0,
  created_at timestamptz default now()
);
create table public.call_recordings (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid,
  outcome public.call_outcome,
  created_at timestamptz default now()
);
do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end
$$;
alter publication supabase_realtime add table public.leads, public.appointments;

create table public.latency_logs (
  id uuid primary key default gen_random_uuid(),
  endpoint text,
  method text,
  duration_ms integer,
  status_code integer,
  user_id uuid,
  request_id text,
  is_slow boolean,
  created_at timestamptz default now()
);
