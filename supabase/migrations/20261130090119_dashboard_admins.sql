-- The origin of the role admin, for databases on which customers can write their own role.
create table if not exists private.admin_events (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  counts boolean not null,
  source text not null,
  previous_role text,
  happened_at timestamptz not null default clock_timestamp()
);

comment on table private.admin_events is
  'How accounts gained or lost the role admin, on a database whose profiles table is the platform''s; append-only. The latest event of an account decides.';

comment on column private.admin_events.counts is
  'True when the installer confirmed the admin, or the service role or the SQL editor set the role; false when a user''s token did, and when the role was taken away.';

comment on column private.admin_events.source is 'installer, service_role, sql, or the role of the token that set the role.';

comment on column private.admin_events.previous_role is 'The role before. No foreign key to the account: its row may be locked by somebody else.';

create index if not exists admin_events_user_id_idx on private.admin_events (user_id, id desc);

alter table private.admin_events enable row level security;

revoke all on private.admin_events from public;

-- A trigger that somebody drops or disables is noticed.
create table if not exists private.installed_triggers (
  relation text not null,
  name name not null,
  noted_at timestamptz not null default now(),
  primary key (relation, name)
);

comment on table private.installed_triggers is 'Our triggers on tables of schema public, as the last installation left them.';

alter table private.installed_triggers enable row level security;

revoke all on private.installed_triggers from public;

-- A view that is dropped with a column of the platform is noticed.
create table if not exists private.installed_views (
  name text primary key,
  noted_at timestamptz not null default now()
);

comment on table private.installed_views is 'Our views, as the last installation left them: schema.name.';

alter table private.installed_views enable row level security;

revoke all on private.installed_views from public;
