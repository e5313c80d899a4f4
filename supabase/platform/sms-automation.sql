-- As the platform's file of that name, and its later files for the shared number, business hours and consent.

alter table public.profiles
  add column review_request_enabled boolean default false,
  add column google_review_url text,
  add column business_hours jsonb,
  add column business_timezone text,
  add column emergency_24_7 boolean default false,
  add column consent_accepted_at timestamptz,
  add column consent_version text;

alter table public.agents
  add column post_call_sms_enabled boolean default false,
  add column deploy_request_id text;

alter table public.messages
  add column keyword_detected text,
  add column auto_handled boolean default false,
  add column routing_method text;

create table public.webhook_configs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  name text,
  url text,
  events text[],
  is_active boolean default true,
  secret text,
  headers jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid references public.webhook_configs (id) on delete set null,
  user_id uuid,
  event_type text,
  payload jsonb,
  status_code integer,
  response_body text,
  error_message text,
  delivered_at timestamptz,
  created_at timestamptz default now(),
  retry_count integer default 0,
  next_retry_at timestamptz,
  max_retries integer default 3,
  delivery_status text default 'pending',
  last_error text
);

create table public.user_premium_features (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique,
  post_call_sms boolean default false,
  review_requests boolean default false,
  zapier_webhooks boolean default false,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.sms_automation_log (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  kind text,
  sent_to text,
  created_at timestamptz default now()
);

create table public.sms_opt_outs (
  id uuid primary key default gen_random_uuid(),
  phone text not null,
  user_id uuid,
  keyword text,
  created_at timestamptz default now()
);

create table public.phone_thread_owner (
  id uuid primary key default gen_random_uuid(),
  phone text not null unique,
  user_id uuid,
  last_activity timestamptz default now(),
  expires_at timestamptz
);

create table public.consent_logs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  version text,
  ip text,
  user_agent text,
  created_at timestamptz default now()
);
