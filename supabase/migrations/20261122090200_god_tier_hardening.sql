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
  created_at timestamptz not null default now(),
  constraint ops_alerts_severity_check check (severity in ('info', 'warning', 'critical'))
);

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
  last_calculated timestamptz not null default now(),
  constraint customer_health_scores_user_id_key unique (user_id),
  constraint customer_health_scores_score_check check (score between 0 and 100),
  constraint customer_health_scores_grade_check check (grade in ('A', 'B', 'C', 'D', 'F')),
  constraint customer_health_scores_risk_level_check check (risk_level in ('low', 'medium', 'high', 'critical'))
);

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
  created_at timestamptz not null default now(),
  constraint churn_alerts_severity_check check (severity in ('low', 'medium', 'high', 'critical'))
);

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

alter table public.error_logs enable row level security;
alter table public.ops_alerts enable row level security;
alter table public.customer_health_scores enable row level security;
alter table public.churn_alerts enable row level security;
