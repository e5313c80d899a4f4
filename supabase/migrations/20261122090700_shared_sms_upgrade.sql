-- One number shared by several customers: who must not be written to, who a conversation belongs to, what was sent.

create table if not exists public.sms_opt_out (
  id uuid primary key default gen_random_uuid(),
  phone text not null,
  user_id uuid references auth.users (id) on delete cascade,
  keyword text,
  opted_out_at timestamptz not null default now(),
  constraint sms_opt_out_phone_key unique nulls not distinct (phone, user_id)
);
call private.require_e164('public.sms_opt_out', 'phone');
comment on table public.sms_opt_out is 'Numbers that asked for no more messages.';
comment on column public.sms_opt_out.user_id is 'The customer they do not want to hear from; null means nobody at all.';
comment on column public.sms_opt_out.keyword is 'What they wrote: STOP and the like.';
create index if not exists sms_opt_out_opted_out_at_idx on public.sms_opt_out (opted_out_at, id);
create index if not exists sms_opt_out_user_id_idx on public.sms_opt_out (user_id);

create table if not exists public.sms_thread_locks (
  id uuid primary key default gen_random_uuid(),
  customer_phone text not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  last_activity timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint sms_thread_locks_customer_phone_key unique (customer_phone)
);
call private.require_e164('public.sms_thread_locks', 'customer_phone');
comment on table public.sms_thread_locks is 'Which customer a conversation on the shared number belongs to, until it expires.';
create index if not exists sms_thread_locks_last_activity_idx on public.sms_thread_locks (last_activity, id);
create index if not exists sms_thread_locks_expires_at_idx on public.sms_thread_locks (expires_at);
create index if not exists sms_thread_locks_user_id_idx on public.sms_thread_locks (user_id);

create table if not exists public.outbound_sms_log (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete set null,
  to_number text not null,
  from_number text,
  body text,
  status text,
  provider_message_id text,
  created_at timestamptz not null default now()
);
comment on table public.outbound_sms_log is 'Every message sent. Kept when the account goes.';
create index if not exists outbound_sms_log_to_number_idx on public.outbound_sms_log (to_number, created_at);
create index if not exists outbound_sms_log_user_id_idx on public.outbound_sms_log (user_id, created_at, id);
create index if not exists outbound_sms_log_created_at_idx on public.outbound_sms_log (created_at, id);

alter table public.sms_opt_out enable row level security;
alter table public.sms_thread_locks enable row level security;
alter table public.outbound_sms_log enable row level security;
