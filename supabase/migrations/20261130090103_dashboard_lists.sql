-- Comments on rows, bulk acts, saved views and exports, and the registry of lists.
create table if not exists public.comments (
  id uuid primary key default gen_random_uuid(),
  entity text not null check (entity in ('error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'profiles')),
  entity_id uuid not null,
  body text not null check (length(btrim(body)) between 1 and 4000),
  author_id uuid not null,
  created_at timestamptz not null default now()
);

comment on table public.comments is 'What admins say about a row. Nobody changes or deletes what was said; the audit log repeats it.';

comment on column public.comments.entity is 'The table of the row.';

comment on column public.comments.entity_id is 'The row''s id; of a customer, the account''s.';

comment on column public.comments.author_id is 'Who said it. No foreign key: what was said outlives the account.';

create index if not exists comments_entity_idx on public.comments (entity, entity_id, created_at);

alter table public.comments enable row level security;

-- Acting on everything that matches a filter: frozen at a moment, in parts, with a way back.
create table if not exists public.bulk_actions (
  id uuid primary key default gen_random_uuid(),
  actor_id uuid not null,
  list text not null,
  action text not null,
  filter jsonb not null,
  note text,
  frozen_at timestamptz not null,
  started_at timestamptz not null default now(),
  done bigint not null default 0,
  undone bigint not null default 0
);

comment on table public.bulk_actions is 'What admins did to everything that matched a filter. Each row that changed has its own audit row as well.';

comment on column public.bulk_actions.actor_id is 'Who did it. No foreign key: the record outlives the account.';

comment on column public.bulk_actions.frozen_at is 'Rows younger than this were not meant, whatever the filter says.';

comment on column public.bulk_actions.done is 'How many rows it changed.';

comment on column public.bulk_actions.undone is 'How many of them were put back.';

create index if not exists bulk_actions_started_at_idx on public.bulk_actions (started_at, id);

create table if not exists private.bulk_action_parts (
  bulk uuid not null references public.bulk_actions (id) on delete cascade,
  part integer not null,
  ids uuid[] not null,
  undone boolean not null default false,
  primary key (bulk, part)
);

comment on table private.bulk_action_parts is 'The rows that each call of a bulk action changed, for its undo.';

alter table public.bulk_actions enable row level security;

alter table private.bulk_action_parts enable row level security;

-- Views of lists that admins keep for themselves or share, and the record of what was exported.
create table if not exists public.saved_views (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null,
  list text not null,
  name text not null check (length(btrim(name)) between 1 and 80),
  query text not null check (length(query) <= 4000),
  shared boolean not null default false,
  created_at timestamptz not null default now(),
  unique (owner_id, list, name)
);

comment on table public.saved_views is 'Filters and sorts of lists under a name, an admin''s own or shared with all of them.';

comment on column public.saved_views.query is 'The list''s part of the address after the question mark.';

create index if not exists saved_views_list_idx on public.saved_views (list, name);

alter table public.saved_views enable row level security;

-- What the shared list functions know of each list. A list is added by adding its rows here from its own migration.
create table if not exists private.lists (
  list text primary key,
  source text not null,
  condition text not null,
  moment text,
  series text
);

comment on table private.lists is 'The lists that pages, counts, facets, histograms, views and exports can ask for.';

comment on column private.lists.source is 'Where rows come from, as "public.relation t".';

comment on column private.lists.condition is 'The function of schema private that turns a filter into a condition on t.';

comment on column private.lists.moment is 'The column of t that a histogram runs over; null for lists that do not happen in time.';

comment on column private.lists.series is 'The facet that splits a histogram.';

create table if not exists private.list_sorts (
  list text not null references private.lists (list) on delete cascade,
  sort text not null,
  keys text[] not null,
  casts text[] not null,
  primary key (list, sort)
);

comment on table private.list_sorts is 'The sorts of lists that private.list_page reads.';

comment on column private.list_sorts.keys is 'What a sort orders by; the last is always t.id.';

comment on column private.list_sorts.casts is 'How a cursor''s two values are written, such as {%L::timestamptz,%L::uuid}.';

create table if not exists private.list_facets (
  list text not null references private.lists (list) on delete cascade,
  facet text not null,
  expression text not null,
  among text,
  primary key (list, facet)
);

comment on table private.list_facets is 'The facets of lists and the expression each counts by.';

comment on column private.list_facets.among is 'SQL for the values that a facet can have; null where only a scan of the rows can find them.';

create table if not exists private.bulk_verbs (
  list text not null references private.lists (list) on delete cascade,
  action text not null,
  relation text not null,
  moment text not null,
  applies text not null,
  change text not null,
  field text,
  undo_where text,
  undo_set text,
  primary key (list, action)
);

comment on table private.bulk_verbs is 'What can be done to everything that matches a list''s filter; see private.bulk_verb.';

alter table private.lists enable row level security;

alter table private.list_sorts enable row level security;

alter table private.list_facets enable row level security;

alter table private.bulk_verbs enable row level security;
