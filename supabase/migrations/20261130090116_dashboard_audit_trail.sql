-- The dashboard's own audit trail. The platform's audit_logs stays the platform's, on every database.
create table if not exists public.audit_trail (
  id uuid primary key default gen_random_uuid(),
  user_id uuid,
  actor_id uuid,
  action text not null,
  action_type text,
  entity text,
  entity_id text,
  ip text,
  user_agent text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now()
);
-- A table of ours on every database: it gets its indexes as they are declared.
insert into private.created_tables (relation) values ('audit_trail') on conflict do nothing;

comment on table public.audit_trail is
  'Who did what to which row, as the dashboard''s functions and triggers recorded it. Append-only for everybody, and written by the database only; no foreign keys, so that it outlives the accounts it names.';
comment on column public.audit_trail.user_id is 'The customer concerned.';
comment on column public.audit_trail.actor_id is 'Who acted; null when the platform itself did.';
comment on column public.audit_trail.action is 'What was done, as <kind of row>.<past participle>: error.resolved.';
comment on column public.audit_trail.action_type is 'The verb alone: resolve.';
comment on column public.audit_trail.entity is 'The table of the row, or the list that was exported.';
comment on column public.audit_trail.metadata is 'Notes, reason and new values; under previous, the values that were replaced.';

create index if not exists audit_trail_created_at_idx on public.audit_trail (created_at, id);
create index if not exists audit_trail_entity_idx on public.audit_trail (entity, entity_id, created_at);
create index if not exists audit_trail_table_idx on public.audit_trail (entity, created_at, id);
create index if not exists audit_trail_actor_idx on public.audit_trail (actor_id, created_at, id);
create index if not exists audit_trail_customer_idx on public.audit_trail (user_id, created_at, id) include (action, entity, actor_id);
create index if not exists audit_trail_usage_idx on public.audit_trail (user_id, created_at, id) where entity = 'usage_limits';
create index if not exists audit_trail_acts_idx on public.audit_trail (action, created_at, id) include (entity, actor_id);
-- An action belongs to a table. Taken for independent, each of the other tables would seem to be found soon.
create statistics if not exists public.audit_trail_acts_stats (mcv) on action, entity from public.audit_trail;

alter table public.audit_trail enable row level security;

create table if not exists private.copied_audit_rows (id uuid primary key);

comment on table private.copied_audit_rows is
  'The rows of audit_logs that were written by version 0.1 and copied to audit_trail under the same id; lists show them once. Empty where 0.1 never ran.';

alter table private.copied_audit_rows enable row level security;
