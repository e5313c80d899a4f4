-- As the platform's third file: health, errors, alerts, latency and sessions.

create table public.customer_health_scores (
  user_id uuid primary key references auth.users (id) on delete cascade,
  score integer not null default 50,
  grade text not null default 'C',
  usage_score integer,
  engagement_score integer,
  feature_adoption_score integer,
  payment_score integer,
  churn_risk text not null default 'medium',
  factors jsonb default '{}',
  last_activity_at timestamptz,
  calculated_at timestamptz default now(),
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.customer_health_history (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  score integer not null,
  grade text,
  churn_risk text,
  factors jsonb,
  created_at timestamptz default now()
);

create table public.churn_alerts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  alert_type text not null,
  severity text not null default 'medium',
  title text not null,
  message text,
  score_before integer,
  score_after integer,
  metadata jsonb default '{}',
  acknowledged boolean default false,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  resolved boolean default false,
  resolved_at timestamptz,
  email_sent boolean default false,
  email_sent_at timestamptz,
  created_at timestamptz default now()
);

create table public.error_logs (
  id uuid primary key default gen_random_uuid(),
  error_type text not null,
  error_message text not null,
  stack_trace text,
  context jsonb default '{}',
  user_id uuid,
  severity text default 'medium',
  request_id text,
  endpoint text,
  method text,
  ip_address text,
  user_agent text,
  resolved boolean default false,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution_notes text,
  created_at timestamptz default now()
);
create index error_logs_resolved_created_at_idx on public.error_logs (resolved, created_at desc);

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

create table public.latency_logs (
  id uuid primary key default gen_random_uuid(),
  endpoint text not null,
  method text not null,
  duration_ms integer not null,
  status_code integer,
  user_id uuid,
  request_id text,
  is_slow boolean default false,
  created_at timestamptz default now()
);

create table public.active_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  token_hash text not null,
  ip_address text,
  user_agent text,
  device_type text,
  created_at timestamptz default now(),
  last_active_at timestamptz default now(),
  revoked_at timestamptz,
  revoked_reason text
);

create table public.upgrade_prompts_shown (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  prompt_type text,
  trigger_reason text,
  metadata jsonb,
  clicked boolean default false,
  clicked_at timestamptz,
  dismissed boolean default false,
  dismissed_at timestamptz,
  converted boolean default false,
  converted_at timestamptz,
  shown_at timestamptz default now()
);

-- A trigger of its own, which stamps what it changes.
create function public.set_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at = now();
  return new;
end
$$;
create trigger customer_health_scores_updated_at before update on public.customer_health_scores
  for each row execute function public.set_updated_at();
