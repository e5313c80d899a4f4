-- Exact counts per group of errors. Writers of errors only append their changes, and so never wait for another writer;
-- readers apply the changes to the totals. Totals plus changes are exact in every snapshot.
alter table public.error_logs add column if not exists group_id uuid;

comment on column public.error_logs.group_id is 'The group of errors that this one belongs to: private.error_group_id. Set by the database; null until the back-fill reaches an older row.';

create table if not exists public.error_group_deltas (
  group_id uuid not null,
  user_id uuid,
  endpoint text,
  hour timestamptz not null,
  events integer not null,
  unresolved integer not null,
  first_seen timestamptz,
  last_seen timestamptz,
  moved boolean not null default false,
  text_key bigint,
  text_events integer
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 10);

comment on table public.error_group_deltas is 'What statements on error_logs changed and the totals do not know yet: how many events and unresolved ones more or fewer, per group, customer, endpoint and hour.';

comment on column public.error_group_deltas.moved is 'Events were deleted, or moved in time or to another group: the first and last time must be looked up.';

comment on column public.error_group_deltas.text_key is 'The text of the events: private.error_text_hash of their message; null where texts do not change.';

comment on column public.error_group_deltas.text_events is 'How many events more or fewer have the text; null: as many as events says.';

create table if not exists public.error_group_totals (
  group_id uuid primary key,
  error_type text,
  pattern text,
  events bigint not null default 0,
  unresolved bigint not null default 0,
  first_seen timestamptz,
  last_seen timestamptz,
  customers integer not null default 0,
  impact numeric not null default 0,
  worst_grade text,
  plans text[] not null default '{}',
  open_churn integer not null default 0,
  unpriced integer not null default 0, impact_parts jsonb not null default '[]',
  counted_at timestamptz not null default now(),
  weighed_at timestamptz,
  texts integer,
  many_texts boolean
) with (fillfactor = 60);

comment on table public.error_group_totals is 'What is known of each group of errors. Exact only together with error_group_deltas: read the view error_groups.';

comment on column public.error_group_totals.pattern is 'The message without its values: see private.error_fingerprint.';

comment on column public.error_group_totals.impact is 'See private.update_error_group_impact, which also sets worst_grade, plans, open_churn, unpriced and impact_parts.';

comment on column public.error_group_totals.texts is 'How many different messages its events have; 101 stands for more than 100. Null until they have been counted.';

comment on column public.error_group_totals.many_texts is 'More than 100 messages: private.error_group_texts does not keep them any longer. Null until they have been counted.';

-- Counted like customers: events of each text, and of a group with too many none at all.
create table if not exists private.error_group_texts (
  group_id uuid not null,
  text_key bigint not null,
  events bigint not null,
  primary key (group_id, text_key)
) with (fillfactor = 70);

comment on table private.error_group_texts is 'The different messages of each group of errors that has 100 at most, without changes not yet applied.';

alter table private.error_group_texts enable row level security;

create table if not exists public.error_group_customers (
  group_id uuid not null,
  user_id uuid not null,
  events bigint not null,
  unresolved bigint not null,
  last_seen timestamptz,
  primary key (group_id, user_id)
) with (fillfactor = 70);

create index if not exists error_group_customers_user_id_idx on public.error_group_customers (user_id, group_id);

comment on table public.error_group_customers is 'How often each customer met each group of errors, without changes not yet applied.';

create table if not exists public.error_group_endpoints (
  group_id uuid not null,
  endpoint text not null,
  events bigint not null,
  unresolved bigint not null,
  primary key (group_id, endpoint)
) with (fillfactor = 70);

comment on table public.error_group_endpoints is 'Where each group of errors happens, without changes not yet applied.';

create table if not exists public.error_group_hours (
  group_id uuid not null,
  hour timestamptz not null,
  events bigint not null,
  primary key (group_id, hour)
) with (fillfactor = 70);

create index if not exists error_group_hours_hour_idx on public.error_group_hours (hour, group_id) include (events);

comment on table public.error_group_hours is 'How many events each group of errors had in each hour (UTC), without changes not yet applied.';

-- What people decided about a group of errors.
create table if not exists public.error_group_states (
  group_id uuid primary key,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution_notes text,
  reopening timestamptz,
  snoozed_at timestamptz,
  snoozed_by uuid,
  snoozed_until timestamptz,
  snoozed_events bigint,
  snoozed_customers integer,
  assigned_to uuid
);

comment on table public.error_group_states is 'What admins decided about a group of errors; no row while nobody has. Written by the functions that act on groups.';

comment on column public.error_group_states.resolved_at is 'When the group was resolved. Events after it reopen the group; events of before that arrive late do not.';

comment on column public.error_group_states.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';

comment on column public.error_group_states.reopening is 'The resolve that is being undone: its errors are being reopened.';

comment on column public.error_group_states.snoozed_events is 'How many events end the snooze. Likewise snoozed_customers; snoozed_until is a time. What comes first ends it.';

alter table public.error_group_states enable row level security;

create index if not exists error_group_states_assigned_to_idx on public.error_group_states (assigned_to);

create index if not exists error_group_totals_weighed_at_idx on public.error_group_totals (weighed_at);

-- Free text over messages, stack traces and payloads. An index of all three, of three letters each or of words, makes an
-- insert and a resolve of a single error two to three times as expensive. So messages keep theirs; payloads are found by their
-- whole values; and stack traces, which are the same throughout a group, by the few that are kept of each group.
create table if not exists private.error_group_stacks (
  group_id uuid not null,
  shape uuid not null,
  stack_trace text not null,
  primary key (group_id, shape)
);

comment on table private.error_group_stacks is 'Stack traces of each group of errors, about twenty at most, that differ in more than numbers.';

comment on column private.error_group_stacks.shape is 'The MD5 sum of the trace without its numbers.';

alter table private.error_group_stacks enable row level security;

-- What the rules of grouping said of texts that came before.
create table if not exists private.error_texts (
  key uuid primary key,
  group_id uuid,
  place bigint generated always as identity unique,
  is_split boolean not null default false
);

comment on table private.error_texts is 'The groups of texts of errors that came before, so that an insert need not read them again: 20,000 at most.';

comment on column private.error_texts.key is 'private.error_text_key of a text, or private.exact_error_text_key where digits or the stack trace decide.';

comment on column private.error_texts.group_id is 'Null: only the exact key tells the group.';

comment on column private.error_texts.is_split is 'Something is split off the group: private.error_group_splits decides.';

-- Groups that newer rules divided.
create table if not exists private.error_group_moves (
  from_id uuid not null,
  to_id uuid not null,
  events bigint not null,
  completed_at timestamptz,
  primary key (from_id, to_id)
);

create index if not exists error_group_moves_to_id_idx on private.error_group_moves (to_id);

comment on table private.error_group_moves is 'Where the events of groups went whose rules are older than the present ones. Old addresses, comments and audit rows are found through it.';

comment on column private.error_group_moves.completed_at is 'When the old group had no event left, and its state went where most of them went.';

alter table private.error_group_moves enable row level security;

-- Groups that admins merged into others.
create table if not exists private.error_group_aliases (
  group_id uuid primary key,
  path uuid[] not null check (cardinality(path) > 0),
  target_id uuid not null generated always as (path[cardinality(path)]) stored,
  merged_at timestamptz not null default clock_timestamp(),
  merged_by uuid not null,
  request uuid not null
);

create index if not exists error_group_aliases_path_idx on private.error_group_aliases using gin (path);

comment on table private.error_group_aliases is 'Groups of errors that stand under another, as long as nobody undoes it. Their events keep their group; counts are kept for them and for every group of their path.';

comment on column private.error_group_aliases.path is 'The group that it was merged into, the one that this was merged into later, and so on.';

comment on column private.error_group_aliases.target_id is 'The last of the path: under which its events are shown. It is never an alias itself.';

comment on column private.error_group_aliases.merged_by is 'Who merged it. No foreign key: the stamp outlives the account.';

alter table private.error_group_aliases enable row level security;

-- Values by which admins split groups.
create table if not exists private.error_group_splits (
  group_id uuid not null,
  id uuid not null,
  parent_id uuid not null,
  field text not null check (field in ('endpoint', 'customer', 'message')),
  value text not null,
  label text not null,
  split_at timestamptz not null default clock_timestamp(),
  split_by uuid not null,
  undone_at timestamptz,
  primary key (group_id, id)
);

create index if not exists error_group_splits_id_idx on private.error_group_splits (id);

create index if not exists error_group_splits_parent_id_idx on private.error_group_splits (parent_id);

comment on table private.error_group_splits is 'By which values the next events of a group of errors become another group; a row for the group and for each that was merged into it.';

comment on column private.error_group_splits.id is 'The group that such events become.';

comment on column private.error_group_splits.parent_id is 'The group that was split.';

comment on column private.error_group_splits.value is 'The id of a customer, or the sum of an endpoint or a message (private.error_text_hash), as browsers get it: what is masked never goes there.';

comment on column private.error_group_splits.label is 'The value itself.';

comment on column private.error_group_splits.undone_at is 'Since when it holds no longer: the next events stay with the group that was split.';

comment on column private.error_group_splits.split_by is 'Who split it. No foreign key: the stamp outlives the account.';

alter table private.error_group_splits enable row level security;

create table if not exists private.grouping_rules (
  rules integer primary key,
  since timestamptz not null default now()
);

comment on table private.grouping_rules is 'Since when errors are grouped by each version of the rules.';

alter table private.grouping_rules enable row level security;
