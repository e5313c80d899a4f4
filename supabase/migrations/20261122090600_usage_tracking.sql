-- What is billed: every call and every message.

create table if not exists public.usage_calls (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete set null,
  call_id text,
  phone_number text,
  direction text,
  seconds integer not null default 0,
  provider_call_id text,
  created_at timestamptz not null default now()
);
alter table public.usage_calls
  add column if not exists phone_number text,
  add column if not exists direction text,
  add column if not exists provider_call_id text;
call private.allow_values('public.usage_calls', 'direction', 'inbound', 'outbound');
call private.ensure_constraint('public.usage_calls', 'usage_calls_seconds_check', 'check (seconds >= 0)');
comment on table public.usage_calls is 'Calls as they are billed. Kept when the account goes.';
comment on column public.usage_calls.call_id is 'The platform''s own; provider_call_id is the provider''s.';
create index if not exists usage_calls_user_id_idx on public.usage_calls (user_id, created_at, id);
create index if not exists usage_calls_call_id_idx on public.usage_calls (call_id);
create index if not exists usage_calls_provider_call_id_idx on public.usage_calls (provider_call_id);
create index if not exists usage_calls_created_at_idx on public.usage_calls (created_at, id);

create table if not exists public.usage_sms (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete set null,
  message_id text,
  phone_number text,
  direction text,
  provider_message_id text,
  created_at timestamptz not null default now()
);
alter table public.usage_sms
  add column if not exists phone_number text,
  add column if not exists direction text,
  add column if not exists provider_message_id text;
call private.allow_values('public.usage_sms', 'direction', 'inbound', 'outbound');
comment on table public.usage_sms is 'Messages as they are billed. Kept when the account goes.';
create index if not exists usage_sms_user_id_idx on public.usage_sms (user_id, created_at, id);
create index if not exists usage_sms_message_id_idx on public.usage_sms (message_id);
create index if not exists usage_sms_provider_message_id_idx on public.usage_sms (provider_message_id);
create index if not exists usage_sms_created_at_idx on public.usage_sms (created_at, id);

alter table public.usage_calls enable row level security;
alter table public.usage_sms enable row level security;
