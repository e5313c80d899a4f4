-- The referral program. Amounts are in cents.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := '{
    referral_codes, referrals, referral_commissions, referral_settings
  }';
  large name[];
begin
  if coalesce(current_setting('kryonex.migrating', true), '') = 'on' then
    return;
  end if;
  large := array(select t from unnest(tables) t where pg_total_relation_size(to_regclass('public.' || t)) > 64 * 1024 * 1024);
  if to_regclass('private.created_tables') is not null then
    large := array(select t from unnest(large) t where t not in (select c.relation from private.created_tables c));
  end if;
  if cardinality(large) > 0 then
    raise exception 'Large tables in use: %. Nothing was changed. Run instead: npm run migrate -- --db-url <connection string>',
      array_to_string(large, ', ') using errcode = '55000';
  end if;
end
$$;

-- Which tables these files created: only those get constraints later.
create schema if not exists private;

do $$
begin
  if to_regclass('private.created_tables') is null then
    create table private.created_tables (
      relation name primary key,
      created_at timestamptz not null default now()
    );
    alter table private.created_tables enable row level security;
    comment on table private.created_tables is
      'The tables of schema public that our migrations created. Tables that are not listed were there before and are only added to.';
  end if;
  if to_regclass('private.added_columns') is null then
    create table private.added_columns (
      relation name not null,
      name name not null,
      added_at timestamptz not null default now(),
      primary key (relation, name)
    );
    alter table private.added_columns enable row level security;
    comment on table private.added_columns is
      'The documented columns that our migrations added to tables that were there before. All other columns there are written by the platform alone.';
  end if;
end
$$;

do $$
begin
  if to_regclass('public.referral_codes') is null then
    create table public.referral_codes (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      code text not null unique,
      created_at timestamptz not null default now(),
      is_active boolean not null default true
    );
    alter table public.referral_codes enable row level security;
    revoke all on public.referral_codes from anon, authenticated;
    comment on table public.referral_codes is 'The codes that customers pass on.';
    insert into private.created_tables (relation) values ('referral_codes') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.referrals') is null then
    create table public.referrals (
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
    alter table public.referrals enable row level security;
    revoke all on public.referrals from anon, authenticated;
    comment on table public.referrals is 'One row per account that signed up with a code. Kept when either account is deleted, because money was paid on it.';
    comment on column public.referrals.fraud_flags is 'Findings of the fraud checks. Not for the referrer.';
    insert into private.created_tables (relation) values ('referrals') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.referral_commissions') is null then
    create table public.referral_commissions (
      id uuid primary key default gen_random_uuid(),
      referral_id uuid,
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
    alter table public.referral_commissions enable row level security;
    revoke all on public.referral_commissions from anon, authenticated;
    comment on table public.referral_commissions is 'What is owed or was paid for a referral.';
    insert into private.created_tables (relation) values ('referral_commissions') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.referral_settings') is null then
    create table public.referral_settings (
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
    alter table public.referral_settings enable row level security;
    revoke all on public.referral_settings from anon, authenticated;
    comment on table public.referral_settings is 'The terms of the referral program.';
    comment on column public.referral_settings.monthly_percent is 'Share of the referred account''s payments, for max_months.';
    comment on column public.referral_settings.hold_days is 'From the first payment until a referral is eligible.';
    insert into private.created_tables (relation) values ('referral_settings') on conflict do nothing;
  end if;
end
$$;

-- A reference locks its target and may refuse there: only between tables that these files created.
do $$
declare
  missing record;
begin
  for missing in
    select r.* from (values
      ('referral_commissions', 'referral_id', 'referrals', 'restrict')
    ) r (relation, name, target, on_delete)
    where (select count(*) from private.created_tables c where c.relation in (r.relation, r.target)) = 2
      and not exists (
        select from pg_constraint k
        where k.conrelid = to_regclass('public.' || r.relation) and k.conname = r.relation || '_' || r.name || '_fkey'
      )
  loop
    execute format('alter table public.%I add constraint %I foreign key (%I) references public.%I (id) on delete %s',
      missing.relation, missing.relation || '_' || missing.name || '_fkey', missing.name, missing.target, missing.on_delete);
  end loop;
end
$$;

-- A table that was there before gets the columns that it lacks, and nothing else.
do $$
declare
  incomplete record;
begin
  for incomplete in
    with documented (relation, columns) as (values
      ('referral_codes', 'id uuid, user_id uuid, code text, created_at timestamptz, is_active boolean'),
      ('referrals', '
        id uuid, referrer_id uuid, referred_id uuid, referral_code text, status text, signup_ip text,
        signup_at timestamptz, first_payment_at timestamptz, eligible_at timestamptz, upfront_paid boolean,
        upfront_paid_at timestamptz, total_commission_cents integer, months_paid integer, rejection_reason text,
        fraud_flags jsonb, created_at timestamptz, updated_at timestamptz
      '),
      ('referral_commissions', '
        id uuid, referral_id uuid, referrer_id uuid, amount_cents integer, commission_type text, month_number integer,
        status text, stripe_invoice_id text, stripe_subscription_id text, created_at timestamptz,
        approved_at timestamptz, paid_at timestamptz
      '),
      ('referral_settings', '
        id integer, upfront_amount_cents integer, monthly_percent integer, max_months integer, hold_days integer,
        min_payout_cents integer, auto_approve_under_cents integer, is_active boolean, updated_at timestamptz
      ')
    ), wanted as (
      select to_regclass('public.' || d.relation) as relation, c.place, split_part(c.part, ' ', 1) as name,
        substr(c.part, strpos(c.part, ' ') + 1) as type
      from documented d cross join regexp_split_to_table(btrim(d.columns, E' \n'), ',\s+') with ordinality c (part, place)
    )
    select w.relation, array_agg(w.name) as names, string_agg(format('add column %I %s', w.name, w.type), ', ' order by w.place) as additions,
      string_agg(
        format('alter column %I set default %s', w.name, case w.type when 'uuid' then 'gen_random_uuid()' else 'now()' end), ', '
      ) filter (where (w.name, w.type) in (('id', 'uuid'), ('created_at', 'timestamptz'), ('updated_at', 'timestamptz'))) as defaults
    from wanted w
    where exists (select from pg_class t where t.oid = w.relation and t.relkind in ('r', 'p'))
      and not exists (
        select from pg_attribute a where a.attrelid = w.relation and a.attname = w.name and not a.attisdropped
      )
    group by w.relation
  loop
    execute format('alter table %s %s', incomplete.relation, concat_ws(', ', incomplete.additions, incomplete.defaults));
    insert into private.added_columns (relation, name)
    select t.relname, n.name from pg_class t cross join unnest(incomplete.names) n (name)
    where t.oid = incomplete.relation and t.relname not in (select c.relation from private.created_tables c)
    on conflict do nothing;
  end loop;
end
$$;
