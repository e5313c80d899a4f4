-- Takes over the rows that were written under the old names, a few at a time and the newest first. Whatever is written
-- meanwhile, under either name, the triggers take over at once.
create table if not exists private.adoption_progress (
  relation text primary key,
  pages bigint not null,
  next_page bigint not null,
  rows_taken_over bigint not null default 0,
  finished_at timestamptz
);

alter table private.adoption_progress enable row level security;

comment on table private.adoption_progress is 'How far each table has been taken over. Pages are the table''s own; the last comes first.';
