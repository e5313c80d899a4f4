-- Reconciliation by hand: what the nightly job does, in parts, one run at a time.
alter table public.reconciliation_runs
  add column if not exists notes text,
  add column if not exists customers_total integer,
  add column if not exists reached uuid,
  add column if not exists heartbeat_at timestamptz;

do $$
begin
  if exists (select from private.created_tables c where c.relation = 'reconciliation_runs') then
    create unique index if not exists reconciliation_runs_running_idx on public.reconciliation_runs (status) where status = 'running';
  end if;
end
$$;

comment on column public.reconciliation_runs.notes is 'Why a run failed, or what its starter wrote down.';

comment on column public.reconciliation_runs.customers_total is 'How many customers a run that goes in parts has to check.';

comment on column public.reconciliation_runs.reached is 'The last customer that a run in parts has checked.';

comment on column public.reconciliation_runs.heartbeat_at is 'When a run in parts last did something.';

-- Events for numbers that belong to nobody: matched to an agent, or dismissed for a reason.
alter table public.unknown_phone add column if not exists matched_agent uuid;

do $$
begin
  if (select count(*) from private.created_tables c where c.relation in ('unknown_phone', 'agents')) = 2
    and not exists (
      select from pg_constraint k
      where k.conrelid = 'public.unknown_phone'::regclass and k.conname = 'unknown_phone_matched_agent_fkey'
    ) then
    alter table public.unknown_phone add constraint unknown_phone_matched_agent_fkey
      foreign key (matched_agent) references public.agents (id) on delete set null;
  end if;
end
$$;

comment on column public.unknown_phone.matched_agent is 'The agent that an admin found the number to belong to.';

create table if not exists private.unpaired_events (
  entity text not null,
  id uuid not null,
  reference text not null,
  happened_at timestamptz not null,
  primary key (entity, id)
);

comment on table private.unpaired_events is
  'Rows of usage_calls, usage_sms, call_events and sms_events that the queue had not seen when they were written, and of webhook_queue that nobody had billed when they were processed.';

comment on column private.unpaired_events.entity is 'The table of the row.';

comment on column private.unpaired_events.reference is 'The provider''s id of the call or message.';

create index if not exists unpaired_events_happened_at_idx on private.unpaired_events (happened_at, id);

create index if not exists unpaired_events_reference_idx on private.unpaired_events (reference);

alter table private.unpaired_events enable row level security;

create table if not exists private.event_notes (
  entity text not null,
  id uuid,
  reference text not null,
  happened_at timestamptz not null
);

comment on table private.event_notes is
  'Calls and messages that were written since somebody last compared the queue with what is billed and reported. Writers only append here.';

alter table private.event_notes enable row level security;
