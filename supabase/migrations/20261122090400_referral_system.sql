-- Who brought whom, and what they are owed for it. Amounts are in cents.

create table if not exists public.referral_codes (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  code text not null,
  created_at timestamptz not null default now(),
  is_active boolean not null default true
);
call private.ensure_constraint('public.referral_codes', 'referral_codes_code_key', 'unique (code)');
comment on table public.referral_codes is 'The codes that customers pass on.';
create index if not exists referral_codes_created_at_idx on public.referral_codes (created_at, id);
create index if not exists referral_codes_user_id_idx on public.referral_codes (user_id);

create table if not exists public.referrals (
  id uuid primary key default gen_random_uuid(),
  referrer_id uuid references auth.users (id) on delete set null,
  referred_id uuid references auth.users (id) on delete set null,
  referral_code text,
  status text not null default 'pending',
  signup_ip text,
  signup_at timestamptz,
  first_payment_at timestamptz,
  eligible_at timestamptz,
  upfront_paid boolean not null default false,
  upfront_paid_at timestamptz,
  total_commission_cents integer not null default 0,
  months_paid integer not null default 0,
  rejection_reason text,
  fraud_flags jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.referrals is 'One row per account that signed up with a code. Kept when either account goes, because money was paid on it.';
comment on column public.referrals.fraud_flags is 'What the checks found. Not for the referrer.';
create index if not exists referrals_created_at_idx on public.referrals (created_at, id);
create index if not exists referrals_referrer_id_idx on public.referrals (referrer_id);
create index if not exists referrals_referred_id_idx on public.referrals (referred_id);

create table if not exists public.referral_commissions (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid references public.referrals (id) on delete restrict,
  referrer_id uuid references auth.users (id) on delete set null,
  amount_cents integer not null,
  commission_type text,
  month_number integer,
  status text not null default 'pending',
  stripe_invoice_id text,
  stripe_subscription_id text,
  created_at timestamptz not null default now(),
  approved_at timestamptz,
  paid_at timestamptz
);
comment on table public.referral_commissions is 'What is owed or was paid for a referral.';
create index if not exists referral_commissions_created_at_idx on public.referral_commissions (created_at, id);
create index if not exists referral_commissions_referral_id_idx on public.referral_commissions (referral_id);
create index if not exists referral_commissions_referrer_id_idx on public.referral_commissions (referrer_id);

create table if not exists public.referral_settings (
  id integer primary key default 1,
  upfront_amount_cents integer,
  monthly_percent integer,
  max_months integer,
  hold_days integer,
  min_payout_cents integer,
  auto_approve_under_cents integer,
  is_active boolean not null default true,
  updated_at timestamptz not null default now()
);
comment on table public.referral_settings is 'The terms of the referral program.';
comment on column public.referral_settings.monthly_percent is 'Of what the referred account pays, for max_months.';
comment on column public.referral_settings.hold_days is 'From the first payment until a referral is eligible.';

alter table public.referral_codes enable row level security;
alter table public.referrals enable row level security;
alter table public.referral_commissions enable row level security;
alter table public.referral_settings enable row level security;
