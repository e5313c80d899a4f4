-- As the platform's file of that name, with what its code writes beyond it.

create table public.referral_codes (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique,
  code text unique,
  created_at timestamptz default now(),
  is_active boolean default true
);

create table public.referrals (
  id uuid primary key default gen_random_uuid(),
  referrer_id uuid,
  referred_id uuid,
  referral_code text,
  status text default 'pending',
  signup_ip text,
  signup_at timestamptz default now(),
  first_payment_at timestamptz,
  eligible_at timestamptz,
  upfront_paid boolean default false,
  upfront_paid_at timestamptz,
  total_commission_cents integer default 0,
  months_paid integer default 0,
  rejection_reason text,
  fraud_flags jsonb default '[]',
  fraud_score integer,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table public.referral_commissions (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid references public.referrals (id),
  referrer_id uuid,
  amount_cents integer,
  commission_type text,
  month_number integer,
  status text default 'pending',
  stripe_invoice_id text,
  stripe_subscription_id text,
  notes text,
  created_at timestamptz default now(),
  approved_at timestamptz,
  paid_at timestamptz,
  updated_at timestamptz
);

create table public.referral_settings (
  id integer primary key default 1,
  upfront_amount_cents integer default 2500,
  monthly_percent integer default 10,
  max_months integer default 12,
  hold_days integer default 30,
  min_payout_cents integer default 5000,
  auto_approve_under_cents integer,
  is_active boolean default true,
  updated_at timestamptz default now()
);

create table public.payout_requests (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  amount_cents integer,
  status text default 'pending',
  created_at timestamptz default now()
);
