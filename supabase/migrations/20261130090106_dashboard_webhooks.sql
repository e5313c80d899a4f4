-- Every attempt at a webhook, kept from the changes to its row; and since when it has been waiting.
alter table public.webhook_queue add column if not exists queued_at timestamptz;

comment on column public.webhook_queue.queued_at is 'When it was last put back into the queue; null while it has only arrived. Set by the database.';

create table if not exists public.webhook_attempts (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null,
  attempt integer not null,
  queued_at timestamptz not null,
  finished_at timestamptz not null,
  processor text,
  result text not null,
  error_message text
);

comment on table public.webhook_attempts is 'What came of each attempt at a webhook. Written by the database from the changes to webhook_queue; for rows that were inserted as processed, when they are requeued.';

comment on column public.webhook_attempts.attempt is 'The row''s attempts once this one was over.';

comment on column public.webhook_attempts.queued_at is 'Since when it had been waiting: its arrival, its requeue or the end of the attempt before. finished_at less this is its wait and its work together; the platform does not record when it begins.';

comment on column public.webhook_attempts.result is 'success, failed or skipped as in webhook_queue; retry for an attempt after which it stayed in the queue.';

create index if not exists webhook_attempts_webhook_id_idx on public.webhook_attempts (webhook_id, finished_at, attempt);

alter table public.webhook_attempts enable row level security;

-- Why webhooks fail: failures of one event type whose errors say the same are one cause.
alter table public.webhook_queue add column if not exists cause uuid;

comment on column public.webhook_queue.cause is 'Why it failed last: private.webhook_cause of its event type and error. Kept when it goes back into the queue, so that those of one cause can be watched. Set by the database.';

create table if not exists private.requeues (
  token uuid primary key,
  actor_id uuid not null,
  ids uuid[] not null,
  done uuid[],
  happened_at timestamptz not null default now()
);

alter table private.requeues enable row level security;

comment on table private.requeues is 'Requeues by the token that their sender gave them, for a week: the same one sent again does nothing again.';

create index if not exists requeues_happened_at_idx on private.requeues (happened_at);

-- How webhooks ended that have been put back into the queue since: their rows no longer say so.
create table if not exists private.webhook_ends (
  id bigint generated always as identity primary key,
  webhook_id uuid not null,
  event_type text,
  began timestamptz not null,
  ended timestamptz not null,
  result text
);

alter table private.webhook_ends enable row level security;

comment on table private.webhook_ends is 'Earlier ends of webhooks that were requeued, or skipped after a failure: what their rows said before. Depth, throughput and failures of past hours are counted from the queue and this table together.';

comment on column private.webhook_ends.began is 'Since when it had been waiting: its arrival or its requeue.';

create index if not exists webhook_ends_ended_idx on private.webhook_ends (ended);

create index if not exists webhook_ends_webhook_id_idx on private.webhook_ends (webhook_id);

-- Since when something is recorded; what lies before is reconstructed from the rows as they are.
create table if not exists private.recorded_since (what text primary key, since timestamptz not null default now());

alter table private.recorded_since enable row level security;

comment on table private.recorded_since is 'Since when our records of the past are complete.';

insert into private.recorded_since (what) values ('webhook_ends') on conflict do nothing;

create table if not exists private.queue_depths (
  quarter timestamptz primary key,
  deepest bigint not null,
  longest_seconds double precision not null
);

alter table private.queue_depths enable row level security;

comment on table private.queue_depths is 'The most webhooks that waited at any moment of a quarter of an hour (UTC), and the longest that any of them had waited in it; kept as the list depth.';
