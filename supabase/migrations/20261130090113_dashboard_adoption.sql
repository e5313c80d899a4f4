-- Progress of taking over existing rows; private.backfill_progress has replaced it, and nothing reads it.
create table if not exists private.adoption_progress (
  relation text primary key,
  pages bigint not null,
  next_page bigint not null,
  rows_taken_over bigint not null default 0,
  finished_at timestamptz
);

alter table private.adoption_progress enable row level security;

comment on table private.adoption_progress is 'Unused: private.backfill_progress has replaced it.';
