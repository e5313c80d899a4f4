-- The tables that the platform made beside those that differ: plain columns, no constraints. For tests.

create table public.deals (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid,
  seller_id uuid,
  referrer_id uuid,
  stripe_session_id text,
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
  status text,
  approved_at timestamptz,
  created_at timestamptz default now()
);

create table public.call_recordings (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid,
  lead_id uuid,
  duration integer,
  recording_url text,
  outcome public.call_outcome,
  qa_flags jsonb,
  manager_notes text,
  flagged_for_review boolean,
  created_at timestamptz default now(),
  updated_at timestamptz,
  call_id text
);

create table public.integrations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  provider text,
  access_token text,
  refresh_token text,
  expires_at timestamptz,
  is_active boolean,
  booking_url text,
  event_type_id integer,
  event_type_slug text,
  cal_username text,
  cal_team_slug text,
  cal_organization_slug text,
  cal_time_zone text,
  created_at timestamptz default now(),
  updated_at timestamptz
);

create table public.black_box_logs (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  user_id uuid,
  action_type text,
  timestamp timestamptz,
  ip_address text,
  user_agent text,
  meta_data jsonb,
  created_at timestamptz default now()
);

create table public.dialer_queue (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid,
  created_by uuid,
  status text,
  created_at timestamptz default now()
);

create table public.unknown_phone (
  id uuid primary key default gen_random_uuid(),
  phone_number text,
  event_type text,
  raw_payload jsonb,
  received_at timestamptz,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  notes text,
  created_at timestamptz default now()
);

create table public.call_events (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  idempotency_key text,
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
  received_at timestamptz,
  processed_at timestamptz,
  ingest_node text,
  signature_valid boolean,
  created_at timestamptz default now()
);

create table public.sms_events (
  id uuid primary key default gen_random_uuid(),
  event_id text,
  idempotency_key text,
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
  received_at timestamptz,
  processed_at timestamptz,
  ingest_node text,
  signature_valid boolean,
  created_at timestamptz default now()
);

create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  alert_type text,
  severity text,
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
  effective_from timestamptz,
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
  tier_snapshot_id uuid,
  provider_invoice_link text,
  dispute_id text,
  created_at timestamptz default now()
);

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

create table public.upgrade_prompts_shown (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  prompt_type text,
  trigger_reason text,
  metadata jsonb,
  clicked boolean,
  clicked_at timestamptz,
  dismissed boolean,
  dismissed_at timestamptz,
  converted boolean,
  converted_at timestamptz,
  shown_at timestamptz
);

create table public.referral_codes (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  code text,
  created_at timestamptz default now(),
  is_active boolean
);

create table public.referrals (
  id uuid primary key default gen_random_uuid(),
  referrer_id uuid,
  referred_id uuid,
  referral_code text,
  status text,
  signup_ip text,
  signup_at timestamptz,
  first_payment_at timestamptz,
  eligible_at timestamptz,
  upfront_paid boolean,
  upfront_paid_at timestamptz,
  total_commission_cents integer,
  months_paid integer,
  rejection_reason text,
  fraud_flags jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz
);

create table public.referral_commissions (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid,
  referrer_id uuid,
  amount_cents integer,
  commission_type text,
  month_number integer,
  status text,
  stripe_invoice_id text,
  stripe_subscription_id text,
  created_at timestamptz default now(),
  approved_at timestamptz,
  paid_at timestamptz
);

create table public.referral_settings (
  id integer primary key,
  upfront_amount_cents integer,
  monthly_percent integer,
  max_months integer,
  hold_days integer,
  min_payout_cents integer,
  auto_approve_under_cents integer,
  is_active boolean,
  updated_at timestamptz
);

create table public.webhook_configs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  name text,
  url text,
  events text[],
  is_active boolean,
  secret text,
  headers jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz
);

create table public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid,
  user_id uuid,
  event_type text,
  payload jsonb,
  status_code integer,
  response_body text,
  error_message text,
  delivered_at timestamptz,
  created_at timestamptz default now(),
  retry_count integer,
  next_retry_at timestamptz,
  max_retries integer,
  delivery_status text,
  last_error text
);

create table public.user_premium_features (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  post_call_sms boolean,
  review_requests boolean,
  zapier_webhooks boolean,
  created_at timestamptz default now(),
  updated_at timestamptz
);

create table public.consent_logs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  version text,
  ip text,
  user_agent text,
  created_at timestamptz default now()
);

create table public.tracking_sessions (
  id uuid primary key default gen_random_uuid(),
  token text,
  update_key text,
  created_by uuid,
  lead_id uuid,
  customer_phone text,
  status text,
  eta_minutes integer,
  last_lat double precision,
  last_lng double precision,
  created_at timestamptz default now(),
  updated_at timestamptz
);

create table public.tracking_points (
  id uuid primary key default gen_random_uuid(),
  session_id uuid,
  lat double precision,
  lng double precision,
  recorded_at timestamptz
);
