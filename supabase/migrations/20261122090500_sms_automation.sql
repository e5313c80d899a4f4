-- Messages sent by themselves, and the customers' own webhooks.

alter table public.profiles add column if not exists post_call_sms_enabled boolean not null default false;
alter table public.profiles add column if not exists review_request_enabled boolean not null default false;

create table if not exists public.webhook_configs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  name text,
  url text not null,
  events text[] not null default '{}',
  is_active boolean not null default true,
  secret text,
  headers jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.ensure_constraint('public.webhook_configs', 'webhook_configs_url_check', $$check (url ~ '^https?://')$$);
comment on table public.webhook_configs is 'Where a customer wants to hear of events. Goes with the account.';
comment on column public.webhook_configs.secret is 'Secret: signs the deliveries. For the owner and the platform; admins see whether it is there.';
comment on column public.webhook_configs.headers is 'Sent along, and as secret as the secret: customers put keys there.';
create index if not exists webhook_configs_user_id_idx on public.webhook_configs (user_id, created_at, id);
create index if not exists webhook_configs_created_at_idx on public.webhook_configs (created_at, id);

create table if not exists public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid references public.webhook_configs (id) on delete cascade,
  user_id uuid references auth.users (id) on delete cascade,
  event_type text,
  payload jsonb,
  status_code integer,
  response_body text,
  error_message text,
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  retry_count integer not null default 0,
  next_retry_at timestamptz,
  max_retries integer not null default 3,
  delivery_status text not null default 'pending',
  last_error text
);
comment on table public.webhook_deliveries is 'What was sent to a customer''s webhook, and the answer. Goes with the webhook.';
create index if not exists webhook_deliveries_created_at_idx on public.webhook_deliveries (created_at, id);
create index if not exists webhook_deliveries_webhook_id_idx on public.webhook_deliveries (webhook_id, created_at, id);
create index if not exists webhook_deliveries_user_id_idx on public.webhook_deliveries (user_id, created_at, id);
create index if not exists webhook_deliveries_retry_idx on public.webhook_deliveries (next_retry_at) where next_retry_at is not null;

create table if not exists public.user_premium_features (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  post_call_sms boolean not null default false,
  review_requests boolean not null default false,
  zapier_webhooks boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.ensure_constraint('public.user_premium_features', 'user_premium_features_user_id_key', 'unique (user_id)');
comment on table public.user_premium_features is 'What a customer paid for beyond the plan. Written by the platform only; goes with the account.';
create index if not exists user_premium_features_created_at_idx on public.user_premium_features (created_at, id);

alter table public.webhook_configs enable row level security;
alter table public.webhook_deliveries enable row level security;
alter table public.user_premium_features enable row level security;
