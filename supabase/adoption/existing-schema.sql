-- A database as the platform made it before the dashboard: old names, old booleans, per-row policies. For tests.

create type public.call_outcome as enum (
  'No Answer', 'Gatekeeper', 'Not Interested', 'Hangup', 'Pitch Delivered', 'Demo Set'
);

create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email text,
  business_name text,
  area_code text,
  role text default 'owner',
  full_name text,
  status text default 'active',
  cal_com_url text,
  business_hours jsonb,
  business_timezone text,
  emergency_24_7 boolean default false,
  review_request_enabled boolean default false,
  consent_accepted_at timestamptz,
  consent_version text
);

create table public.agents (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  agent_id text,
  phone_number text,
  nickname text,
  status text default 'pending',
  is_active boolean default true,
  provider text default 'retell',
  provider_number_id text,
  deploy_request_id text,
  created_at timestamptz default now(),
  constraint agents_agent_id_key unique (agent_id),
  constraint agents_status_check check (status in
    ('active', 'pending', 'disabled', 'deployed', 'configured', 'suspended', 'failed', 'retired'))
);

create table public.leads (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  phone text,
  business_name text,
  email text,
  owner_id uuid,
  status text default 'new',
  lock_expires_at timestamptz,
  tier_interest text,
  metadata jsonb,
  call_id text,
  created_at timestamptz default now()
);

create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  customer_name text,
  customer_phone text,
  start_time timestamptz,
  end_time timestamptz,
  location text,
  notes text,
  status text default 'booked',
  reminder_enabled boolean default false,
  eta_minutes integer,
  job_value numeric,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  stripe_subscription_id text,
  stripe_customer_id text,
  tier text,
  status text,
  current_period_start timestamptz,
  current_period_end timestamptz
);

create table public.usage_limits (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references auth.users (id) on delete cascade,
  tier_id text,
  call_cap_seconds integer default 0,
  call_used_seconds integer default 0,
  call_credit_seconds integer default 0,
  sms_cap integer default 0,
  sms_used integer default 0,
  sms_credit integer default 0,
  grace_seconds integer default 600,
  rollover_seconds integer default 0,
  period_start timestamptz,
  period_end timestamptz,
  limit_state text default 'ok' check (limit_state in ('ok', 'warning', 'throttled', 'blocked')),
  hard_stop_active boolean default false,
  force_pause boolean default false,
  force_resume boolean default false
);

create table public.webhook_queue (
  id uuid primary key default gen_random_uuid(),
  phone_number text,
  user_id uuid,
  agent_id text,
  event_type text not null,
  raw_payload jsonb not null,
  idempotency_key text,
  received_at timestamptz default now(),
  processed_at timestamptz,
  processed_by text,
  result text,
  error_message text,
  attempts integer default 0,
  last_attempt_at timestamptz,
  created_at timestamptz default now()
);

create table public.error_logs (
  id uuid primary key default gen_random_uuid(),
  error_type text not null,
  error_message text not null,
  stack_trace text,
  endpoint text,
  user_id uuid references auth.users (id),
  context jsonb default '{}',
  severity text default 'medium' check (severity in ('low', 'medium', 'high', 'critical')),
  resolved boolean default false,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution_notes text,
  created_at timestamptz default now()
);
create index error_logs_unresolved_old_idx on public.error_logs (resolved, created_at);

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

create table public.customer_health_scores (
  user_id uuid primary key references auth.users (id) on delete cascade,
  score integer not null,
  grade text not null,
  churn_risk text not null,
  usage_score integer,
  engagement_score integer,
  feature_adoption_score integer,
  payment_score integer,
  factors jsonb,
  calculated_at timestamptz default now()
);

create table public.churn_alerts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  alert_type text not null,
  severity text not null,
  title text not null,
  message text,
  score_before integer,
  score_after integer,
  acknowledged boolean default false,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  resolved boolean default false,
  resolved_at timestamptz,
  created_at timestamptz default now()
);

create table public.reconciliation_runs (
  id uuid primary key default gen_random_uuid(),
  run_type text,
  started_at timestamptz,
  completed_at timestamptz,
  status text,
  records_checked integer,
  discrepancies_found integer,
  discrepancy_details jsonb,
  triggered_by text,
  notes text,
  created_at timestamptz default now()
);

create table public.active_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  token_hash text not null unique,
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
  call_id text,
  agent_id text,
  seconds integer default 0,
  cost_cents integer,
  created_at timestamptz default now()
);

create table public.usage_sms (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  message_id text,
  segments integer default 1,
  cost_cents integer,
  created_at timestamptz default now()
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

create table public.customer_health_history (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  score integer,
  grade text,
  churn_risk text,
  factors jsonb,
  created_at timestamptz default now()
);

create function public.enable_old_policies(relation text, condition text) returns void
language plpgsql
as $$
begin
  execute format('alter table public.%I enable row level security', relation);
  execute format('create policy %I on public.%I for all using (%s)', relation || '_old_policy', relation, condition);
end
$$;

select public.enable_old_policies(t, 'exists (select 1 from public.profiles p where p.user_id = auth.uid() and p.role = ''admin'')')
from unnest(array['webhook_queue', 'error_logs', 'ops_alerts', 'customer_health_scores', 'churn_alerts',
  'reconciliation_runs', 'audit_logs', 'customer_health_history']) t;
select public.enable_old_policies(t, 'user_id = auth.uid()')
from unnest(array['profiles', 'agents', 'leads', 'appointments', 'subscriptions', 'usage_limits', 'active_sessions',
  'usage_calls', 'usage_sms']) t;
drop function public.enable_old_policies(text, text);
