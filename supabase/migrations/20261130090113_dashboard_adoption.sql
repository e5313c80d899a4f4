-- Progress of version 0.1 in taking over existing rows. The upgrade recognises a database of version 0.1 by this table.
create table if not exists private.adoption_progress (
  relation text primary key,
  pages bigint not null,
  next_page bigint not null,
  rows_taken_over bigint not null default 0,
  finished_at timestamptz
);

alter table private.adoption_progress enable row level security;

comment on table private.adoption_progress is 'Rows that version 0.1 took over, per table. Unused since; see private.backfill_progress.';
