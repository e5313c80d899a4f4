-- Counts of requests by endpoint, time slot and step of duration.

alter table public.latency_logs add column if not exists written_by xid8;

alter table public.latency_logs alter column written_by set default pg_current_xact_id();

comment on column public.latency_logs.written_by is 'The transaction that logged it, by which the dashboard knows what it has counted. Set by the database; null where it was there before.';

create table if not exists private.latency_deltas (
  endpoint text not null,
  method text not null,
  slot timestamptz not null,
  step smallint not null,
  requests integer not null,
  slow integer not null,
  written_by xid8,
  logged_at timestamptz,
  epoch integer not null default 0
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 10);

comment on table private.latency_deltas is
  'What was counted and has changed since, as latency_rollup does not know it yet: how many requests more or fewer, per endpoint, method, five minutes and step.';

comment on column private.latency_deltas.logged_at is
  'With written_by, of a request that was not counted yet when it changed: counting it takes the change into account. Null where it was counted.';

comment on column private.latency_deltas.epoch is 'The epoch of the frontier that the change was made under; changes of earlier ones mean nothing.';

create table if not exists private.latency_rollup (
  width integer not null,
  slot timestamptz not null,
  endpoint text not null,
  method text not null,
  step smallint not null,
  requests bigint not null,
  slow bigint not null,
  primary key (width, slot, endpoint, method, step)
) with (fillfactor = 80);

comment on table private.latency_rollup is
  'Requests per endpoint, method and step of duration, in slots of 5 minutes (of the last two days), an hour, six hours, a day and ten days. The endpoint * is all of them. Exact only together with latency_deltas and what was logged since.';

comment on column private.latency_rollup.width is 'How long the slot is, in seconds.';

create table if not exists private.latency_slots (
  width integer not null,
  slot timestamptz not null,
  endpoint text not null,
  method text not null,
  requests bigint not null,
  slow bigint not null,
  percentiles integer[] not null,
  primary key (width, slot, endpoint, method)
) with (fillfactor = 80);

comment on table private.latency_slots is 'What the steps of latency_rollup come to in each slot: requests, slow ones, and p50, p95 and p99.';

create table if not exists private.latency_frontier (
  only_row boolean primary key default true check (only_row),
  counted_from timestamptz not null,
  counted_to xid8,
  epoch integer not null default 0
);

comment on table private.latency_frontier is 'Which requests are counted. Only counting locks its row; writers read it.';

comment on column private.latency_frontier.counted_from is
  'Requests of this moment and later are counted; earlier ones were there before and wait for private.count_latency_history. -infinity once all are.';

comment on column private.latency_frontier.epoch is 'Raised when all counting begins again.';

comment on column private.latency_frontier.counted_to is 'What earlier transactions than this one logged is in the totals; what it and later ones did is counted when somebody looks.';

alter table private.latency_deltas enable row level security;

alter table private.latency_rollup enable row level security;

alter table private.latency_slots enable row level security;

alter table private.latency_frontier enable row level security;

insert into private.latency_frontier (counted_from, counted_to) values ('-infinity', pg_snapshot_xmin(pg_current_snapshot())) on conflict do nothing;
