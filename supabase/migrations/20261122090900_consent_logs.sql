-- Which version of the terms an account agreed to, and when.

create table if not exists public.consent_logs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  version text not null,
  ip text,
  user_agent text,
  created_at timestamptz not null default now()
);
comment on table public.consent_logs is 'Proof of consent. No foreign key: it outlives the account.';
create index if not exists consent_logs_created_at_idx on public.consent_logs (created_at, id);
create index if not exists consent_logs_user_id_idx on public.consent_logs (user_id, created_at);

alter table public.consent_logs enable row level security;
