-- The state of the installation. The runner applies this file before any other; it depends on nothing.

create schema if not exists private;

create table if not exists private.migration_history (
  name text primary key,
  kind text not null check (kind in ('version', 'objects')),
  checksum text not null,
  applied_at timestamptz not null default now()
);
comment on table private.migration_history is
  'The files that have been applied: versions once, objects whenever they have changed. Independent of the history of the Supabase CLI.';

create table if not exists private.created_tables (
  relation name primary key,
  created_at timestamptz not null default now()
);
comment on table private.created_tables is
  'The tables of schema public that our files created. Constraints, policies and guards of the contract are attached to these only.';

create table if not exists private.claimed_names (
  kind text not null check (kind in ('function', 'policy', 'table', 'trigger', 'type', 'view')),
  name text not null,
  claimed_at timestamptz not null default now(),
  primary key (kind, name)
);
comment on table private.claimed_names is
  'The names of our objects, recorded when none of them existed. An object whose name is not here belongs to somebody else and is never replaced.';

create table if not exists private.pending_indexes (
  name name primary key,
  relation text not null,
  declared text not null,
  definition text not null,
  reason text,
  noted_at timestamptz not null default now(),
  built_at timestamptz
);
comment on table private.pending_indexes is
  'Our indexes on tables of the platform: built, waiting to be built concurrently, or left out for a reason.';
comment on column private.pending_indexes.declared is 'What the object file says after the name of the table.';
comment on column private.pending_indexes.definition is 'The index as it is built: what follows the name of the table.';
comment on column private.pending_indexes.reason is 'Why the index is left out; null when it can refuse no row.';

create table if not exists private.installation_failures (
  id bigint generated always as identity primary key,
  relation text not null,
  row_id text,
  what text not null,
  message text not null,
  created_at timestamptz not null default now()
);
comment on table private.installation_failures is
  'Failures of our triggers on rows of the platform, whose statements succeeded all the same. At most 10,000 rows.';

do $$
declare
  relation text;
begin
  foreach relation in array array['migration_history', 'created_tables', 'claimed_names', 'pending_indexes', 'installation_failures'] loop
    execute format('alter table private.%I enable row level security', relation);
    execute format('revoke all on table private.%I from public', relation);
  end loop;
end
$$;
