-- The same tables with only the columns that the platform's backend uses.

create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  business_name text,
  area_code text,
  role text default 'user',
  created_at timestamptz default now()
);

create table public.agents (
  user_id uuid references auth.users (id) on delete cascade,
  agent_id text,
  phone_number text,
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
  id uuid primary key default gen_random_uuid(),
  constraint agents_agent_id_key unique (agent_id)
);

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  lead_id uuid,
  direction text,
  from_number text,
  to_number text,
  body text,
  created_at timestamptz default now()
);

create table public.subscriptions (
  user_id uuid primary key,
  customer_id text,
  plan_type text,
  status text,
  current_period_end timestamptz
);
