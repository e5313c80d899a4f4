-- Operations tables: the raw webhooks and what is made of them.

create table if not exists public.webhook_queue (
  id uuid primary key default gen_random_uuid(),
  phone_number text,
  user_id uuid references auth.users (id) on delete set null,
  event_type text not null,
  raw_payload jsonb not null default '{}',
  idempotency_key text,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  processed_by text,
  result text,
  error_message text,
  attempts integer not null default 0
);
call private.allow_values('public.webhook_queue', 'result', 'success', 'failed', 'skipped');
call private.ensure_constraint('public.webhook_queue', 'webhook_queue_attempts_check', 'check (attempts >= 0)');

comment on table public.webhook_queue is 'Every webhook as it arrived, kept for audit and replay. Pending while processed_at is null.';
comment on column public.webhook_queue.idempotency_key is 'The same key may arrive more than once: providers repeat deliveries.';
comment on column public.webhook_queue.processed_by is 'system, or replay:<account> after a requeue.';
comment on column public.webhook_queue.result is 'success, failed or skipped; null for rows older than this column.';

create index if not exists webhook_queue_received_at_idx on public.webhook_queue (received_at, id);
create index if not exists webhook_queue_attempts_idx on public.webhook_queue (attempts, id);
create index if not exists webhook_queue_event_type_idx on public.webhook_queue (event_type, received_at, id);
create index if not exists webhook_queue_user_id_idx on public.webhook_queue (user_id, received_at, id);
create index if not exists webhook_queue_idempotency_key_idx on public.webhook_queue (idempotency_key);
create index if not exists webhook_queue_processed_at_idx on public.webhook_queue (processed_at) where processed_at is not null;
create index if not exists webhook_queue_pending_idx on public.webhook_queue (received_at, id) where processed_at is null;
create index if not exists webhook_queue_pending_attempts_idx on public.webhook_queue (attempts, id) where processed_at is null;
create index if not exists webhook_queue_failed_idx on public.webhook_queue (received_at, id)
  where processed_at is not null and result = 'failed';
create index if not exists webhook_queue_failed_attempts_idx on public.webhook_queue (attempts, id)
  where processed_at is not null and result = 'failed';
create index if not exists webhook_queue_skipped_idx on public.webhook_queue (received_at, id)
  where processed_at is not null and result = 'skipped';

create table if not exists public.unknown_phone (
  id uuid primary key default gen_random_uuid(),
  phone_number text,
  event_type text,
  raw_payload jsonb,
  received_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  notes text,
  created_at timestamptz not null default now()
);
comment on table public.unknown_phone is 'Events for a number that belongs to no customer. Unresolved while resolved_at is null.';
comment on column public.unknown_phone.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';
create index if not exists unknown_phone_created_at_idx on public.unknown_phone (created_at, id);
create index if not exists unknown_phone_received_at_idx on public.unknown_phone (received_at, id);
create index if not exists unknown_phone_phone_number_idx on public.unknown_phone (phone_number, received_at);
create index if not exists unknown_phone_unresolved_idx on public.unknown_phone (received_at, id) where resolved_at is null;

create table if not exists public.call_events (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  idempotency_key text,
  phone_number text,
  user_id uuid references auth.users (id) on delete set null,
  agent_id text,
  call_sid text,
  direction text,
  from_number text,
  to_number text,
  start_time timestamptz,
  answer_time timestamptz,
  end_time timestamptz,
  duration_seconds integer,
  billed_seconds integer,
  call_status text,
  disconnect_reason text,
  recording_url text,
  transcript_id text,
  agent_used text,
  ivr_flow_id text,
  call_tags text[],
  raw_payload jsonb,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  ingest_node text,
  signature_valid boolean,
  created_at timestamptz not null default now()
);
comment on table public.call_events is 'Calls as the provider reported them. Kept when the account goes, because bills refer to them.';
comment on column public.call_events.phone_number is 'The customer''s number; from_number and to_number are the ends of the call.';
comment on column public.call_events.signature_valid is 'Whether the provider''s signature was right.';
create index if not exists call_events_created_at_idx on public.call_events (created_at, id);
create index if not exists call_events_received_at_idx on public.call_events (received_at, id);
create index if not exists call_events_user_id_idx on public.call_events (user_id, received_at, id);
create index if not exists call_events_event_id_idx on public.call_events (event_id);
create index if not exists call_events_idempotency_key_idx on public.call_events (idempotency_key);
create index if not exists call_events_call_sid_idx on public.call_events (call_sid);

create table if not exists public.sms_events (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  idempotency_key text,
  phone_number text,
  user_id uuid references auth.users (id) on delete set null,
  agent_id text,
  message_sid text,
  direction text,
  from_number text,
  to_number text,
  body text,
  body_sanitized text,
  media_urls text[],
  status text,
  delivery_timestamp timestamptz,
  billed_units integer,
  sms_cost numeric,
  raw_payload jsonb,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  ingest_node text,
  signature_valid boolean,
  created_at timestamptz not null default now()
);
comment on table public.sms_events is 'Messages as the provider reported them. Kept when the account goes, because bills refer to them.';
comment on column public.sms_events.body_sanitized is 'The body without what must not be kept.';
comment on column public.sms_events.sms_cost is 'Dollars.';
create index if not exists sms_events_created_at_idx on public.sms_events (created_at, id);
create index if not exists sms_events_received_at_idx on public.sms_events (received_at, id);
create index if not exists sms_events_user_id_idx on public.sms_events (user_id, received_at, id);
create index if not exists sms_events_event_id_idx on public.sms_events (event_id);
create index if not exists sms_events_idempotency_key_idx on public.sms_events (idempotency_key);
create index if not exists sms_events_message_sid_idx on public.sms_events (message_sid);

create table if not exists public.alerts (
  id uuid primary key default gen_random_uuid(),
  alert_type text not null,
  severity text,
  user_id uuid references auth.users (id) on delete set null,
  phone_number text,
  message text,
  details jsonb,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  created_at timestamptz not null default now()
);
comment on table public.alerts is 'Alerts about a customer''s traffic, raised while events are taken in. Those of the platform are in ops_alerts.';
comment on column public.alerts.acknowledged_by is 'Who acknowledged it. No foreign key, here and in resolved_by: the stamp outlives the account.';
create index if not exists alerts_created_at_idx on public.alerts (created_at, id);
create index if not exists alerts_user_id_idx on public.alerts (user_id, created_at, id);
create index if not exists alerts_unresolved_idx on public.alerts (created_at, id) where resolved_at is null;

create table if not exists public.tier_snapshots (
  id uuid primary key default gen_random_uuid(),
  tier_id text not null,
  tier_name text,
  free_minutes integer,
  free_sms integer,
  overage_rate_minutes numeric,
  overage_rate_sms numeric,
  monthly_price numeric,
  effective_from timestamptz not null default now(),
  effective_until timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.tier_snapshots is 'What a plan cost and included, from when until when, in dollars.';
create index if not exists tier_snapshots_created_at_idx on public.tier_snapshots (created_at, id);
create index if not exists tier_snapshots_tier_id_idx on public.tier_snapshots (tier_id, effective_from);

create table if not exists public.billing_line_items (
  id uuid primary key default gen_random_uuid(),
  billing_period_id text,
  user_id uuid references auth.users (id) on delete set null,
  phone_number text,
  event_type text,
  event_ids text[],
  event_range_start timestamptz,
  event_range_end timestamptz,
  billed_units numeric,
  unit_rate numeric,
  total_amount numeric,
  provider_cost numeric,
  margin numeric,
  tier_snapshot_id uuid references public.tier_snapshots (id) on delete restrict,
  provider_invoice_link text,
  dispute_id text,
  created_at timestamptz not null default now()
);
comment on table public.billing_line_items is 'The lines of the bills, in dollars, with cost and margin: not for customers. Kept when the account goes.';
create index if not exists billing_line_items_created_at_idx on public.billing_line_items (created_at, id);
create index if not exists billing_line_items_user_id_idx on public.billing_line_items (user_id, created_at, id);
create index if not exists billing_line_items_period_idx on public.billing_line_items (billing_period_id, user_id);
create index if not exists billing_line_items_tier_snapshot_id_idx on public.billing_line_items (tier_snapshot_id);

create table if not exists public.reconciliation_runs (
  id uuid primary key default gen_random_uuid(),
  run_type text not null default 'nightly',
  started_at timestamptz not null default now(),
  completed_at timestamptz,
  status text not null default 'running',
  records_checked integer not null default 0,
  discrepancies_found integer not null default 0,
  discrepancy_details jsonb,
  triggered_by text
);
call private.allow_values('public.reconciliation_runs', 'run_type', 'nightly', 'manual');
call private.allow_values('public.reconciliation_runs', 'status', 'running', 'completed', 'failed');
comment on table public.reconciliation_runs is 'Comparisons of what was counted with what usage_limits says, nightly at 03:00 UTC or by hand.';
comment on column public.reconciliation_runs.triggered_by is 'scheduler or admin:<account>.';
create index if not exists reconciliation_runs_started_at_idx on public.reconciliation_runs (started_at, id);
create index if not exists reconciliation_runs_status_idx on public.reconciliation_runs (status, started_at, id);

alter table public.webhook_queue enable row level security;
alter table public.unknown_phone enable row level security;
alter table public.call_events enable row level security;
alter table public.sms_events enable row level security;
alter table public.alerts enable row level security;
alter table public.tier_snapshots enable row level security;
alter table public.billing_line_items enable row level security;
alter table public.reconciliation_runs enable row level security;
