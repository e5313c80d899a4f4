-- Customer health, churn, errors and operational alerts.

create table if not exists public.error_logs (
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

alter table public.error_logs
  add column if not exists message text,
  add column if not exists request_body jsonb,
  add column if not exists created_at timestamptz not null default now();

comment on table public.error_logs is 'Application errors. Unresolved while resolved_at is null.';
comment on column public.error_logs.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';

create index if not exists error_logs_created_at_idx on public.error_logs (created_at, id);
create index if not exists error_logs_error_type_idx on public.error_logs (error_type, created_at, id);
create index if not exists error_logs_endpoint_idx on public.error_logs (endpoint, created_at, id);
create index if not exists error_logs_user_id_idx on public.error_logs (user_id, created_at, id);
create index if not exists error_logs_resolved_at_idx on public.error_logs (resolved_at) where resolved_at is not null;
create index if not exists error_logs_unresolved_idx on public.error_logs (created_at, id) where resolved_at is null;
create index if not exists error_logs_unresolved_type_idx on public.error_logs (error_type, created_at, id)
  where resolved_at is null;
create index if not exists error_logs_unresolved_user_idx on public.error_logs (user_id) where resolved_at is null;

create table if not exists public.ops_alerts (
  id uuid primary key default gen_random_uuid(),
  alert_type text not null,
  severity text not null default 'warning',
  user_id uuid references auth.users (id) on delete set null,
  message text,
  details jsonb,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  created_at timestamptz not null default now()
);
alter table public.ops_alerts
  add column if not exists user_id uuid references auth.users (id) on delete set null,
  add column if not exists details jsonb,
  add column if not exists created_at timestamptz not null default now();
call private.allow_values('public.ops_alerts', 'severity', 'info', 'warning', 'critical');

comment on table public.ops_alerts is 'Operational alerts. Open while acknowledged_at is null.';
comment on column public.ops_alerts.acknowledged_by is 'Who acknowledged it. No foreign key: the stamp outlives the account.';

create index if not exists ops_alerts_created_at_idx on public.ops_alerts (created_at, id);
create index if not exists ops_alerts_alert_type_idx on public.ops_alerts (alert_type, created_at, id);
create index if not exists ops_alerts_severity_idx on public.ops_alerts (severity, created_at, id);
create index if not exists ops_alerts_user_id_idx on public.ops_alerts (user_id, created_at, id);
create index if not exists ops_alerts_acknowledged_at_idx on public.ops_alerts (acknowledged_at) where acknowledged_at is not null;
create index if not exists ops_alerts_rank_idx on public.ops_alerts
  ((case severity when 'critical' then 1 when 'warning' then 2 else 3 end), created_at, id);
create index if not exists ops_alerts_open_idx on public.ops_alerts (created_at, id) where acknowledged_at is null;
create index if not exists ops_alerts_open_rank_idx on public.ops_alerts
  ((case severity when 'critical' then 1 when 'warning' then 2 else 3 end), created_at, id) where acknowledged_at is null;
create index if not exists ops_alerts_open_user_idx on public.ops_alerts (user_id) where acknowledged_at is null;

create table if not exists public.customer_health_scores (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  score integer not null,
  grade text not null,
  risk_level text not null,
  factors jsonb not null default '{}',
  last_calculated timestamptz not null default now()
);
alter table public.customer_health_scores
  add column if not exists id uuid,
  add column if not exists risk_level text,
  add column if not exists factors jsonb default '{}',
  add column if not exists last_calculated timestamptz,
  alter column id set default gen_random_uuid();
call private.ensure_constraint('public.customer_health_scores', 'customer_health_scores_user_id_key', 'unique (user_id)');
call private.ensure_constraint('public.customer_health_scores', 'customer_health_scores_score_check', 'check (score between 0 and 100)');
call private.allow_values('public.customer_health_scores', 'grade', 'A', 'B', 'C', 'D', 'F');
call private.allow_values('public.customer_health_scores', 'risk_level', 'low', 'medium', 'high', 'critical');

comment on table public.customer_health_scores is 'The current health score of each customer. 90 or more is an A, 80 a B, 70 a C, 60 a D, else F.';
comment on column public.customer_health_scores.factors is 'What the score is made of.';

create index if not exists customer_health_scores_score_idx on public.customer_health_scores (score, user_id);
create index if not exists customer_health_scores_last_calculated_idx on public.customer_health_scores (last_calculated, user_id);
create index if not exists customer_health_scores_grade_idx on public.customer_health_scores (grade, score, user_id);
create index if not exists customer_health_scores_risk_level_idx on public.customer_health_scores (risk_level, score, user_id);

create table if not exists public.churn_alerts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  reason text not null,
  severity text not null default 'medium',
  resolved_at timestamptz,
  created_at timestamptz not null default now()
);
alter table public.churn_alerts
  add column if not exists reason text,
  add column if not exists created_at timestamptz not null default now();
call private.allow_values('public.churn_alerts', 'severity', 'low', 'medium', 'high', 'critical');

comment on table public.churn_alerts is 'Signs that a customer may leave. Open while resolved_at is null.';
comment on column public.churn_alerts.reason is 'kind: evidence, where the kind is score_drop, inactivity, usage_decline or payment_issue.';

create index if not exists churn_alerts_created_at_idx on public.churn_alerts (created_at, id);
create index if not exists churn_alerts_severity_idx on public.churn_alerts (severity, created_at, id);
create index if not exists churn_alerts_user_id_idx on public.churn_alerts (user_id, created_at, id);
create index if not exists churn_alerts_resolved_at_idx on public.churn_alerts (resolved_at) where resolved_at is not null;
create index if not exists churn_alerts_rank_idx on public.churn_alerts
  ((case severity when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end), created_at, id);
create index if not exists churn_alerts_open_idx on public.churn_alerts (created_at, id) where resolved_at is null;
create index if not exists churn_alerts_open_rank_idx on public.churn_alerts
  ((case severity when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end), created_at, id)
  where resolved_at is null;
create index if not exists churn_alerts_open_user_idx on public.churn_alerts (user_id) where resolved_at is null;

create table if not exists public.latency_logs (
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
comment on table public.latency_logs is 'How long requests took.';
create index if not exists latency_logs_created_at_idx on public.latency_logs (created_at, id);
create index if not exists latency_logs_endpoint_idx on public.latency_logs (endpoint, created_at, id);
create index if not exists latency_logs_user_id_idx on public.latency_logs (user_id, created_at, id);
create index if not exists latency_logs_slow_idx on public.latency_logs (created_at, id) where is_slow;
create index if not exists latency_logs_request_id_idx on public.latency_logs (request_id);

create table if not exists public.active_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  token_hash text not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  last_active timestamptz not null default now(),
  revoked_at timestamptz
);
alter table public.active_sessions add column if not exists last_active timestamptz;
call private.ensure_constraint('public.active_sessions', 'active_sessions_token_hash_key', 'unique (token_hash)');
comment on table public.active_sessions is 'Who is signed in to the platform, and from where. Goes with the account.';
comment on column public.active_sessions.token_hash is 'Secret, although hashed: nobody has use for it in a browser.';
create index if not exists active_sessions_user_id_idx on public.active_sessions (user_id, last_active, id);
create index if not exists active_sessions_created_at_idx on public.active_sessions (created_at, id);
create index if not exists active_sessions_last_active_idx on public.active_sessions (last_active, id);
create index if not exists active_sessions_live_idx on public.active_sessions (last_active, id) where revoked_at is null;

create table if not exists public.upgrade_prompts_shown (
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
comment on table public.upgrade_prompts_shown is 'Which offers of a bigger plan a customer saw, and what came of them. Goes with the account.';
create index if not exists upgrade_prompts_shown_user_id_idx on public.upgrade_prompts_shown (user_id, shown_at, id);
create index if not exists upgrade_prompts_shown_shown_at_idx on public.upgrade_prompts_shown (shown_at, id);

alter table public.latency_logs enable row level security;
alter table public.active_sessions enable row level security;
alter table public.upgrade_prompts_shown enable row level security;
alter table public.error_logs enable row level security;
alter table public.ops_alerts enable row level security;
alter table public.customer_health_scores enable row level security;
alter table public.churn_alerts enable row level security;
