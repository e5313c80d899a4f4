-- The limits as the platform's older files make them: a key of their own, another default word.

create table public.usage_limits (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references auth.users (id) on delete cascade,
  tier_id text,
  call_cap_seconds integer default 0,
  call_used_seconds integer default 0,
  call_credit_seconds integer default 0,
  sms_cap integer default 0,
  sms_used integer default 0,
  sms_credit integer default 0,
  grace_seconds integer default 600,
  rollover_seconds integer default 0,
  period_start timestamptz,
  period_end timestamptz,
  limit_state text default 'ok',
  hard_stop_active boolean default false,
  force_pause boolean default false,
  force_resume boolean default false
);
