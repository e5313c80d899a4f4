-- The tables that the platform's owners made by hand before they ran its files, with what they added over time.

create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email text,
  business_name text,
  area_code text,
  role text default 'owner',
  tier text,
  created_at timestamptz default now()
);

create table public.agents (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  agent_id text,
  phone_number text,
  nickname text,
  status text default 'pending',
  voice_id text,
  llm_id text,
  prompt text,
  area_code text,
  payment_id text,
  transfer_number text,
  dispatch_base_location text,
  travel_limit_value numeric,
  travel_limit_mode text,
  standard_fee text,
  schedule_summary text,
  tone text,
  created_at timestamptz default now(),
  constraint agents_agent_id_key unique (agent_id)
);

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users (id) on delete cascade,
  lead_id uuid,
  thread_id text,
  direction text,
  from_number text,
  to_number text,
  body text,
  created_at timestamptz default now()
);

create table public.subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references auth.users (id) on delete cascade,
  stripe_subscription_id text,
  stripe_customer_id text,
  customer_id text,
  tier text,
  plan_type text,
  status text,
  current_period_start timestamptz,
  current_period_end timestamptz,
  created_at timestamptz default now()
);
