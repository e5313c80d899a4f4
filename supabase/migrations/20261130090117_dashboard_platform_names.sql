-- Names on a database in use: how documented columns are read there, and which rows the naming triggers could not fill.
create table if not exists private.column_readings (
  relation name not null,
  column_name name not null,
  needs text[] not null default '{}',
  source text,
  expression text,
  changed text,
  writes text[] not null default '{}',
  primary key (relation, column_name, needs),
  check (source is not null or expression is not null)
);

comment on table private.column_readings is
  'How a documented column is read from a table of the platform. Of several rows, the one with the most needed columns that all exist applies.';

comment on column private.column_readings.needs is 'Columns of the platform, each with its type, that must be there.';

comment on column private.column_readings.source is
  'The value under the platform''s names: bare names of columns, immutable, failing for no value. Copied to the column where that is an addition of ours.';

comment on column private.column_readings.expression is 'How the column is read; where it is null, the column and then the source.';

comment on column private.column_readings.changed is 'The value after an update of the platform''s names where that is not the source.';

comment on column private.column_readings.writes is
  'Assignments to the platform''s columns when an admin''s act changes the column: the values that an admin of the platform would write.';

alter table private.column_readings enable row level security;

create table if not exists private.installation_failures (
  id bigint generated always as identity primary key,
  relation name not null,
  row_id text,
  what text not null,
  message text not null,
  created_at timestamptz not null default now(),
  mended_at timestamptz
);

alter table private.installation_failures add column if not exists mended_at timestamptz;

comment on table private.installation_failures is
  'Failures of our triggers on rows of the platform, whose statements succeeded all the same. At most 10,000 rows.';

alter table private.installation_failures enable row level security;

create table if not exists private.backfill_progress (
  task text primary key,
  reached text,
  rows_filled bigint not null default 0,
  finished_at timestamptz
);

comment on table private.backfill_progress is 'How far each filling of existing rows has come; see private.backfill.';

alter table private.backfill_progress enable row level security;
