-- The schemas and rights that everything of ours builds on, and trigram search.
create schema if not exists extensions;

create extension if not exists pg_trgm with schema extensions;

grant usage on schema extensions, public to anon, authenticated, service_role;

revoke all on schema private from public;

grant usage on schema private to authenticated, service_role;

comment on schema private is 'Tables, views and functions of the dashboard that the API does not offer.';

-- What can be revealed is a list of its own, so that a page adds its fields from its own migration.
create table if not exists private.revealable (
  relation text not null,
  field text not null,
  primary key (relation, field)
);

comment on table private.revealable is 'The columns whose masked values public.reveal shows, by table.';

alter table private.revealable enable row level security;
