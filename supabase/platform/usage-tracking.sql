-- As the platform's file of that name. It makes usage_limits only where no other file did.

create table if not exists public.usage_limits (
  user_id uuid primary key references auth.users (id) on delete cascade,
  call_cap_seconds integer default 0,
  call_used_seconds integer default 0,
  grace_seconds integer default 600,
  sms_cap integer default 0,
  sms_used integer default 0,
  limit_state text default 'active',
  force_pause boolean default false,
  force_resume boolean default false,
  period_start timestamptz,
  period_end timestamptz,
  updated_at timestamptz default now()
);
alter table public.usage_limits
  add column if not exists tier_id text,
  add column if not exists call_credit_seconds integer default 0,
  add column if not exists sms_credit integer default 0,
  add column if not exists rollover_seconds integer default 0,
  add column if not exists rollover_applied boolean default false,
  add column if not exists hard_stop_active boolean default false,
  add column if not exists last_warning_at timestamptz,
  add column if not exists updated_at timestamptz default now();

create table public.usage_calls (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  agent_id text,
  call_id text unique,
  seconds integer default 0,
  cost_cents integer default 0,
  created_at timestamptz default now()
);

create table public.usage_sms (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  message_id text,
  segments integer default 1,
  cost_cents integer default 0,
  created_at timestamptz default now()
);

create table public.usage_snapshots (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  source text,
  minutes_used integer,
  cap_minutes integer,
  remaining_minutes integer,
  created_at timestamptz default now()
);

-- Its counting functions: the names that they return stand for the columns too, so that they fail with 42702.
create function public.increment_call_usage(
  p_user_id uuid, p_seconds integer, p_hard_stop_active boolean, p_limit_state text
) returns table (call_used_seconds integer, limit_state text)
language plpgsql security definer
as $$
begin
  update public.usage_limits set call_used_seconds = call_used_seconds + p_seconds,
    hard_stop_active = p_hard_stop_active, limit_state = p_limit_state
  where user_id = p_user_id;
  return query select l.call_used_seconds, l.limit_state from public.usage_limits l where l.user_id = p_user_id;
end
$$;

create function public.increment_sms_usage(p_user_id uuid, p_count integer) returns table (sms_used integer)
language plpgsql security definer
as $$
begin
  update public.usage_limits set sms_used = sms_used + p_count where user_id = p_user_id;
  return query select l.sms_used from public.usage_limits l where l.user_id = p_user_id;
end
$$;
