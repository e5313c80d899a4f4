-- As the platform's file of that name: webhooks, events, alerts and what is billed.

create table public.webhook_queue (
  id uuid primary key default gen_random_uuid(),
  phone_number text,
  user_id uuid,
  agent_id text,
  event_type text not null,
  raw_payload jsonb not null,
  idempotency_key text unique,
  received_at timestamptz default now(),
  processed_at timestamptz,
  processed_by text,
  result text,
  error_message text,
  attempts integer default 0,
  last_attempt_at timestamptz,
  created_at timestamptz default now()
);

create table public.unknown_phone (
  id uuid primary key default gen_random_uuid(),
  phone_number text not null,
  event_type text,
  raw_payload jsonb,
  received_at timestamptz default now(),
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  notes text,
  created_at timestamptz default now()
);

create table public.call_events (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  idempotency_key text unique,
  phone_number text,
  user_id uuid,
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
  received_at timestamptz default now(),
  processed_at timestamptz,
  ingest_node text,
  signature_valid boolean,
  created_at timestamptz default now()
);

create table public.sms_events (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  idempotency_key text unique,
  phone_number text,
  user_id uuid,
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
  received_at timestamptz default now(),
  processed_at timestamptz,
  ingest_node text,
  signature_valid boolean,
  created_at timestamptz default now()
);

create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  alert_type text not null,
  severity text default 'warning',
  user_id uuid,
  phone_number text,
  message text,
  details jsonb,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  created_at timestamptz default now()
);

create table public.tier_snapshots (
  id uuid primary key default gen_random_uuid(),
  tier_id text,
  tier_name text,
  free_minutes integer,
  free_sms integer,
  overage_rate_minutes numeric,
  overage_rate_sms numeric,
  monthly_price numeric,
  effective_from timestamptz default now(),
  effective_until timestamptz,
  created_at timestamptz default now()
);

create table public.billing_line_items (
  id uuid primary key default gen_random_uuid(),
  billing_period_id text,
  user_id uuid,
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
  tier_snapshot_id uuid references public.tier_snapshots (id),
  provider_invoice_link text,
  dispute_id text,
  created_at timestamptz default now()
);

create table public.reconciliation_runs (
  id uuid primary key default gen_random_uuid(),
  run_type text,
  started_at timestamptz default now(),
  completed_at timestamptz,
  status text default 'running',
  records_checked integer default 0,
  discrepancies_found integer default 0,
  discrepancy_details jsonb,
  triggered_by text,
  notes text,
  created_at timestamptz default now()
);
