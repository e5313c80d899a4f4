-- Hourly counts for charts over days. Rows older than a day hardly change: their hours are counted once and kept. A change
-- to such a row marks its hour as dirty, and readers count a dirty hour again. Writers of new rows pay nothing.
create table if not exists private.hourly_counts (
  list text not null,
  hour timestamptz not null,
  series text not null,
  matches bigint not null,
  primary key (list, hour, series)
);

create table if not exists private.hourly_throughput (
  hour timestamptz not null,
  event_type text not null,
  finished bigint not null,
  failed bigint not null,
  skipped bigint not null,
  seconds double precision not null,
  primary key (hour, event_type)
);

create table if not exists private.counted_spans (
  list text primary key,
  since timestamptz not null,
  until timestamptz not null
);

create table if not exists private.dirty_hours (list text not null, hour timestamptz not null)
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

comment on table private.hourly_counts is 'How many rows of a list came in each hour (UTC), by the list''s series; valid for hours of its span that are not dirty.';

comment on table private.hourly_throughput is 'What became of the webhooks that were processed in an hour (UTC), by event type, and how long they had waited together; kept as the list throughput.';

comment on table private.counted_spans is 'From when until when the hours of a list are counted.';

comment on table private.dirty_hours is 'Hours in which something changed since they were counted, once for each change or more.';

alter table private.hourly_counts enable row level security;

alter table private.hourly_throughput enable row level security;

alter table private.counted_spans enable row level security;

alter table private.dirty_hours enable row level security;

-- When the embedded backend ran. Other databases have no rows here: theirs is always there.
create table if not exists private.uptime (began timestamptz primary key, until timestamptz not null);

alter table private.uptime enable row level security;

comment on table private.uptime is 'From when until when the embedded backend ran: nothing could come in between, which is neither silence nor history.';
