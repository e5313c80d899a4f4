-- The facets of alerts and churn alerts with their states, outcomes and who is on them.

create or replace function private.list_facet_columns(list text) returns table (facet text, expression text)
language sql immutable set search_path = ''
as $$
  select f.facet, f.expression
  from (values
    ('errors', 'type', 't.error_type'),
    ('errors', 'endpoint', 't.endpoint'),
    ('errors', 'state', 'case when t.resolved_at is null then ''unresolved'' else ''resolved'' end'),
    ('alerts', 'severity', 't.severity'),
    ('alerts', 'type', 't.alert_type'),
    ('alerts', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')'),
    ('alerts', 'state', 'case when t.closed_at is not null then ''closed''
      when t.returns_at is null and t.acknowledged_at is null or t.returns_at <= now() then ''open''
      when t.acknowledged_at is not null then ''acknowledged'' else ''snoozed'' end'),
    ('churn', 'severity', 't.severity'),
    ('churn', 'reason', 'btrim(split_part(t.reason, '':'', 1))'),
    ('churn', 'outcome', 't.resolution_outcome'),
    ('churn', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')'),
    ('churn', 'state', 'case when t.resolved_at is null then ''open'' else ''resolved'' end'),
    ('webhooks', 'event_type', 't.event_type'),
    ('webhooks', 'state', 'case when t.processed_at is null then ''pending'' when t.result in (''failed'', ''skipped'') then t.result else ''processed'' end'),
    ('customers', 'grade', 'h.grade'),
    ('customers', 'risk', 'h.risk_level'),
    ('customers', 'tier', 't.tier'),
    ('customers', 'industry', 't.industry')
  ) f (list, facet, expression)
  where f.list = list_facet_columns.list
$$;

comment on function private.list_facet_columns(text) is 'The facets of a list and the expression each counts by.';
