-- Customers: health history, owners, credit, usage, agents' problems and figures.

-- The platform may keep this history itself.
do $$
begin
  if to_regclass('public.customer_health_history') is null then
    create table public.customer_health_history (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null,
      score integer not null check (score between 0 and 100),
      grade text,
      churn_risk text,
      factors jsonb,
      created_at timestamptz not null default now()
    );
    alter table public.customer_health_history enable row level security;
    comment on table public.customer_health_history is
      'The health scores of each customer as they changed, the present one included. Deleted with the account.';
    comment on column public.customer_health_history.factors is 'The parts of the score.';
    insert into private.created_tables (relation) values ('customer_health_history') on conflict do nothing;
  end if;
end
$$;

alter table public.customer_health_history
  add column if not exists grade text,
  add column if not exists churn_risk text,
  add column if not exists factors jsonb;

-- What an admin does for a customer: takes them on, gives credit, lifts or sets the hard stop, flags a lead.
create table if not exists public.customer_owners (
  user_id uuid primary key,
  admin_id uuid not null,
  assigned_at timestamptz not null default now(),
  assigned_by uuid
);

comment on table public.customer_owners is 'Which admin looks after which customer. Written by assign_customers only; goes with the customer''s account.';

comment on column public.customer_owners.admin_id is 'No foreign key: who it was outlives the account.';

create index if not exists customer_owners_admin_id_idx on public.customer_owners (admin_id, user_id);

alter table public.customer_owners enable row level security;

create table if not exists private.credit_grants (
  request uuid primary key,
  user_id uuid not null,
  kind text not null check (kind in ('call', 'sms')),
  amount integer not null check (amount > 0),
  period_start timestamptz,
  granted_by uuid not null,
  granted_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid
);

comment on table private.credit_grants is 'The credit that admins gave, by the key of the request: the same request grants once.';

comment on column private.credit_grants.amount is 'Seconds of calls, or messages.';

comment on column private.credit_grants.period_start is 'The period it was given in: credit of a past period cannot be undone.';

create index if not exists credit_grants_user_id_idx on private.credit_grants (user_id, granted_at);

alter table private.credit_grants enable row level security;

-- The share of the plan that is used, as a stored column, so that an index can order by it.

-- A column and not an expression of the index: under row level security only comparisons of columns may use an index.
-- Written out instead of a function of ours, which the updating role would need the right to call. Rounded down, so that
-- 100 means reached; any use of nothing counts as 100000.
-- Not on a table of the platform, whose update would fail where a sum overflows.
do $$
begin
  if exists (select from private.created_tables c where c.relation = 'usage_limits') then
    alter table public.usage_limits
      add column if not exists call_percent integer generated always as (case when coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0) > 0
        then least(100 * coalesce(call_used_seconds, 0)::bigint / (coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0)), 100000)::integer
        when coalesce(call_used_seconds, 0) > 0 then 100000 else 0 end) stored,
      add column if not exists sms_percent integer generated always as (case when coalesce(sms_cap, 0) + coalesce(sms_credit, 0) > 0
        then least(100 * coalesce(sms_used, 0)::bigint / (coalesce(sms_cap, 0) + coalesce(sms_credit, 0)), 100000)::integer
        when coalesce(sms_used, 0) > 0 then 100000 else 0 end) stored,
      add column if not exists used_percent integer generated always as (greatest(
        case when coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0) > 0
        then least(100 * coalesce(call_used_seconds, 0)::bigint / (coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0)), 100000)::integer
        when coalesce(call_used_seconds, 0) > 0 then 100000 else 0 end,
        case when coalesce(sms_cap, 0) + coalesce(sms_credit, 0) > 0
        then least(100 * coalesce(sms_used, 0)::bigint / (coalesce(sms_cap, 0) + coalesce(sms_credit, 0)), 100000)::integer
        when coalesce(sms_used, 0) > 0 then 100000 else 0 end)) stored;
    comment on column public.usage_limits.call_percent is 'How much of the minutes and their credit is used, in percent.';
    comment on column public.usage_limits.sms_percent is 'How much of the messages and their credit is used, in percent.';
    comment on column public.usage_limits.used_percent is 'The greater of call_percent and sms_percent: 80 warns, 100 is soft, 110 stops.';
  end if;
end
$$;

create table if not exists private.agent_problems (
  problem text primary key,
  place integer not null,
  condition text not null,
  label text not null,
  explanation text not null
);

comment on table private.agent_problems is 'What can be wrong with an agent, worst first: the condition on agents t, and its explanation.';

alter table private.agent_problems enable row level security;

create table if not exists private.customer_figures (
  user_id uuid primary key,
  value_at_risk integer not null default 0,
  last_contact timestamptz not null default 'epoch'
);

comment on table private.customer_figures is 'Figures of each profile that the list of customers orders by, kept by triggers.';

comment on column private.customer_figures.value_at_risk is
  'The monthly value of the plan in dollars times the points that the health score lacks to 100: hundredths of a dollar a month. 0 without a score.';

comment on column private.customer_figures.last_contact is
  'The last comment on the customer or their churn alerts, note of a churn alert that was resolved, or text message to their own number; 1970 when none is known.';

create index if not exists customer_figures_value_idx on private.customer_figures (value_at_risk, user_id);

create index if not exists customer_figures_contact_idx on private.customer_figures (last_contact, user_id);

alter table private.customer_figures enable row level security;

-- The model of customer health: what can be measured, how much each part weighs, and what happens where there is nothing to measure.
create table if not exists public.health_model_weights (
  factor text primary key,
  weight integer not null check (weight >= 0),
  description text
);

comment on table public.health_model_weights is 'How much each part of a health score weighs. A factor that is not here, or weighs 0, does not count.';

comment on column public.health_model_weights.description is 'What gives all the points, what takes them, and when there is no data.';

alter table public.health_model_weights enable row level security;
