-- Core tables: who the customers are, what is deployed for them, and who did what.

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
end
$$;

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;
create extension if not exists pg_trgm with schema extensions;

grant usage on schema public to anon, authenticated, service_role;

create table if not exists public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email text not null,
  business_name text,
  area_code text,
  role text not null default 'user',
  tier text not null default 'core',
  industry text,
  cal_com_url text,
  transfer_number text,
  constraint profiles_role_check check (role in ('user', 'admin')),
  constraint profiles_tier_check check (tier in ('core', 'pro', 'elite', 'scale')),
  constraint profiles_industry_check check (industry in ('hvac', 'plumbing', 'electrical'))
);

comment on table public.profiles is 'One row per account: the customer''s business, plan and settings, and the role that makes an admin.';
comment on column public.profiles.role is 'user or admin. Never changed through the API.';
comment on column public.profiles.tier is 'The plan: core, pro, elite or scale. Never changed through the API.';
comment on column public.profiles.transfer_number is 'Where calls are transferred to (E.164).';

create index if not exists profiles_business_name_idx on public.profiles (coalesce(business_name, ''), user_id);

create table if not exists public.agents (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  agent_id text,
  phone_number text,
  nickname text,
  status text not null default 'pending',
  inbound_webhook_url text,
  created_at timestamptz not null default now(),
  constraint agents_status_check check (status in ('active', 'pending', 'disabled'))
);

comment on table public.agents is 'The voice agent deployed for a customer: one per customer, one phone number each.';
comment on column public.agents.agent_id is 'The provider''s agent, shared by several customers.';

create table if not exists public.audit_logs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  actor_id uuid,
  action text not null,
  action_type text,
  entity text,
  entity_id text,
  ip text,
  user_agent text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now()
);

comment on table public.audit_logs is 'Who did what to which row. Append-only; no foreign keys, so that it outlives the accounts it names.';
comment on column public.audit_logs.user_id is 'The customer concerned.';
comment on column public.audit_logs.actor_id is 'Who acted; null when the platform itself did.';

create index if not exists audit_logs_created_at_idx on public.audit_logs (created_at, id);
create index if not exists audit_logs_entity_idx on public.audit_logs (entity, entity_id, created_at);
create index if not exists audit_logs_user_id_idx on public.audit_logs (user_id, created_at);
create index if not exists audit_logs_actor_id_idx on public.audit_logs (actor_id, created_at);

alter table public.profiles enable row level security;
alter table public.agents enable row level security;
alter table public.audit_logs enable row level security;
