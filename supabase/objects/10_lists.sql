-- The registry of lists: where each reads its rows, and its filters, sorts and facets.

create or replace function private.list_condition(list text, filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  of_list text := (select l.condition from private.lists l where l.list = list_condition.list);
  condition text;
begin
  if of_list is null then
    perform private.refuse_list(array(select l.list from private.lists l order by l.list));
  end if;
  execute format('select private.%I($1)', of_list) using filter into condition;
  return condition;
end
$$;

comment on function private.list_condition(text, jsonb) is 'The condition that a filter of the named list stands for.';

create or replace function private.list_source(list text) returns text
language sql stable set search_path = ''
as $$ select l.source from private.lists l where l.list = list_source.list $$;

comment on function private.list_source(text) is 'Where the rows of the named list come from, under the aliases that its condition uses.';

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

create or replace function private.refuse_list(among text[]) returns void
language plpgsql stable set search_path = ''
as $$
begin
  raise exception 'list must be one of %', array_to_string(among, ', ') using errcode = '22023';
end
$$;

comment on function private.refuse_list(text[]) is 'Raises 22023, naming the lists that there are.';

insert into private.lists (list, source, condition, moment, series) values
  ('errors', 'private.error_logs t', 'errors_condition', 't.created_at', 'type'),
  ('error_groups', 'public.error_group_list t', 'error_groups_condition', null, null),
  ('alerts', 'private.ops_alerts t', 'alerts_condition', 't.created_at', 'severity'),
  ('churn', 'private.churn_alerts t', 'churn_condition', 't.created_at', 'severity'),
  ('webhooks', 'private.webhook_queue t', 'webhooks_condition', 't.received_at', 'state'),
  ('customers', 'private.profiles t left join private.customer_health_scores h on h.user_id = t.user_id', 'customers_condition', null, null)
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
  ('errors', 'type', 't.error_type', 'private.distinct_values(''private.error_logs'', ''error_type'', 200)'),
  ('errors', 'endpoint', 't.endpoint', 'private.distinct_values(''private.error_logs'', ''endpoint'', 200)'),
  ('errors', 'state', 'case when t.resolved_at is null then ''unresolved'' else ''resolved'' end', '''{unresolved,resolved}''::text[]'),
  ('alerts', 'severity', 't.severity',
    'array(select w from private.words_with_others(''{critical,warning,info}'', ''private.ops_alerts'', ''severity'') w)'),
  ('alerts', 'type', 't.alert_type', 'private.distinct_values(''private.ops_alerts'', ''alert_type'', 200)'),
  ('alerts', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')',
    '(select v || ''{nobody}''::text[] from private.distinct_values(''private.ops_alerts'', ''assigned_to'', 200) v where v is not null)'),
  ('alerts', 'state', 'case when t.closed_at is not null then ''closed''
      when t.returns_at is null and t.acknowledged_at is null or t.returns_at <= now() then ''open''
      when t.acknowledged_at is not null then ''acknowledged'' else ''snoozed'' end', '''{open,acknowledged,snoozed,closed}''::text[]'),
  ('churn', 'severity', 't.severity', null),
  ('churn', 'reason', 'btrim(split_part(t.reason, '':'', 1))', null),
  ('churn', 'outcome', 't.resolution_outcome', null),
  ('churn', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')', null),
  ('churn', 'state', 'case when t.resolved_at is null then ''open'' else ''resolved'' end', null),
  ('webhooks', 'event_type', 't.event_type', 'private.distinct_values(''private.webhook_queue'', ''event_type'', 200)'),
  ('webhooks', 'state', 'case when t.processed_at is null then ''pending'' when t.result in (''failed'', ''skipped'') then t.result else ''processed'' end',
    '''{pending,failed,skipped,processed}''::text[]'),
  ('customers', 'grade', 'h.grade', null),
  ('customers', 'risk', 'h.risk_level', null),
  ('customers', 'tier', 'coalesce(t.tier, ''unknown'')', null),
  ('customers', 'industry', 't.industry', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

-- The shared list functions, reading what each list is from the registry.
insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('errors', 'resolve', 'error_logs', 'created_at', 't.resolved_at is null',
    'resolved_at = now(), resolved_by = private.caller_id(), resolution_notes = %L', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null, resolved_by = null, resolution_notes = null'),
  ('errors', 'reopen', 'error_logs', 'created_at', 't.resolved_at is not null',
    'resolved_at = null, resolved_by = null, resolution_notes = null', null, null, null),
  -- What was acknowledged and came back is put off again, as acknowledge_ops_alerts does.
  ('alerts', 'acknowledge', 'ops_alerts', 'created_at', 't.closed_at is null and (t.acknowledged_at is null or t.returns_at <= now())',
    'acknowledged_at = coalesce(t.acknowledged_at, now()),
        acknowledged_by = case when t.acknowledged_at is null then private.caller_id() else t.acknowledged_by end,
        snoozed_until = case when t.acknowledged_at is not null then now() + private.acknowledgement_lasts(t.severity) end,
        snoozed_by = case when t.acknowledged_at is not null then private.caller_id() end', null,
    't.closed_at is null and (t.acknowledged_at >= $2 and t.acknowledged_by = $3 or t.acknowledged_at < $2 and t.snoozed_by = $3)',
    'acknowledged_at = case when t.acknowledged_at < $2 then t.acknowledged_at end,
        acknowledged_by = case when t.acknowledged_at < $2 then t.acknowledged_by end, snoozed_until = null, snoozed_by = null'),
  ('alerts', 'unacknowledge', 'ops_alerts', 'created_at', 't.acknowledged_at is not null and t.closed_at is null',
    'acknowledged_at = null, acknowledged_by = null',
    null, null, null),
  ('churn', 'resolve', 'churn_alerts', 'created_at', 't.resolved_at is null',
    'resolved_at = now(), resolved_by = private.caller_id(), resolution_notes = %L', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null, resolved_by = null, resolution_notes = null, resolution_outcome = null'),
  ('churn', 'reopen', 'churn_alerts', 'created_at', 't.resolved_at is not null',
    'resolved_at = null, resolved_by = null, resolution_notes = null, resolution_outcome = null', null, null, null)
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function private.list_condition(list text, filter jsonb), private.list_source(list text),
  private.refuse_list(among text[]) from public, anon, authenticated, service_role;

grant execute on function private.list_condition(list text, filter jsonb), private.list_source(list text),
  private.refuse_list(among text[]) to authenticated, service_role;
