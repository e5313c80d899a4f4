-- What can be revealed is a list of its own, so that a page adds its fields from its own migration.
create table if not exists private.revealable (
  relation text not null,
  field text not null,
  primary key (relation, field)
);

comment on table private.revealable is 'The columns whose masked values public.reveal shows, by table.';

alter table private.revealable enable row level security;
