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

comment on table private.list_sorts is 'The sorts of lists that private.queue_page reads.';
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
comment on column private.list_facets.among is 'SQL for the values that a facet can have; null where only reading the rows tells.';

create table if not exists private.bulk_verbs (
  list text not null references private.lists (list) on delete cascade,
  action text not null,
  relation text not null,
  moment text not null,
  applies text not null,
  change text not null,
  field text,
  taken text,
  back text,
  primary key (list, action)
);

comment on table private.bulk_verbs is 'What can be done to everything that matches a list''s filter; see private.bulk_verb.';

alter table private.lists enable row level security;
alter table private.list_sorts enable row level security;
alter table private.list_facets enable row level security;
alter table private.bulk_verbs enable row level security;

do $$
declare
  registry text;
begin
  foreach registry in array '{lists,list_sorts,list_facets,bulk_verbs}'::text[] loop
    execute format('drop policy if exists %I on private.%I', registry || '_select', registry);
    execute format('create policy %I on private.%I for select to authenticated using (true)', registry || '_select', registry);
    execute format('grant select on private.%I to authenticated, service_role', registry);
  end loop;
end
$$;

insert into private.lists (list, source, condition, moment, series) values
  ('errors', 'public.error_logs t', 'errors_condition', 't.created_at', 'type'),
  ('error_groups', 'public.error_group_list t', 'error_groups_condition', null, null),
  ('alerts', 'public.ops_alerts t', 'alerts_condition', 't.created_at', 'severity'),
  ('churn', 'public.churn_alerts t', 'churn_condition', 't.created_at', 'severity'),
  ('webhooks', 'public.webhook_queue t', 'webhooks_condition', 't.received_at', 'state'),
  ('customers', 'public.profiles t left join public.customer_health_scores h on h.user_id = t.user_id', 'customers_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts)
select s.list, s.sort, s.keys, s.casts::text[]
from (values
  ('errors', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('errors', 'error_type', array['t.error_type', 't.created_at', 't.id'], '{%L,%L::uuid}'),
  ('alerts', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('alerts', 'severity', array['case t.severity when ''critical'' then 1 when ''warning'' then 2 else 3 end', 't.created_at', 't.id'], '{%L,%L::uuid}'),
  ('churn', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('churn', 'severity', array['case t.severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end', 't.created_at', 't.id'], '{%L,%L::uuid}'),
  ('webhooks', 'received_at', array['t.received_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('webhooks', 'attempts', array['t.attempts', 't.id'], '{%L::integer,%L::uuid}')
) s (list, sort, keys, casts)
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('errors', 'type', 't.error_type', 'private.distinct_values(''public.error_logs'', ''error_type'', 200)'),
  ('errors', 'endpoint', 't.endpoint', 'private.distinct_values(''public.error_logs'', ''endpoint'', 200)'),
  ('errors', 'state', 'case when t.resolved_at is null then ''unresolved'' else ''resolved'' end', '''{unresolved,resolved}''::text[]'),
  ('alerts', 'severity', 't.severity', '''{critical,warning,info}''::text[]'),
  ('alerts', 'type', 't.alert_type', 'private.distinct_values(''public.ops_alerts'', ''alert_type'', 200)'),
  ('alerts', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')',
    '(select v || ''{nobody}''::text[] from private.distinct_values(''public.ops_alerts'', ''assigned_to'', 200) v where v is not null)'),
  ('alerts', 'state', 'case when t.closed_at is not null then ''closed''
      when t.returns_at is null and t.acknowledged_at is null or t.returns_at <= now() then ''open''
      when t.acknowledged_at is not null then ''acknowledged'' else ''snoozed'' end', '''{open,acknowledged,snoozed,closed}''::text[]'),
  ('churn', 'severity', 't.severity', null),
  ('churn', 'reason', 'btrim(split_part(t.reason, '':'', 1))', null),
  ('churn', 'outcome', 't.resolution_outcome', null),
  ('churn', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')', null),
  ('churn', 'state', 'case when t.resolved_at is null then ''open'' else ''resolved'' end', null),
  ('webhooks', 'event_type', 't.event_type', 'private.distinct_values(''public.webhook_queue'', ''event_type'', 200)'),
  ('webhooks', 'state', 'case when t.processed_at is null then ''pending'' when t.result in (''failed'', ''skipped'') then t.result else ''processed'' end',
    '''{pending,failed,skipped,processed}''::text[]'),
  ('customers', 'grade', 'h.grade', null),
  ('customers', 'risk', 'h.risk_level', null),
  ('customers', 'tier', 't.tier', null),
  ('customers', 'industry', 't.industry', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;
