-- The list of operational alerts.

create or replace view public.alert_list with (security_invoker = true) as
select a.id, a.alert_type, a.severity, a.user_id, left(a.message, 400) as message, a.created_at,
  a.acknowledged_at, a.acknowledged_by, r.email as acknowledged_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score,
  case
    when a.closed_at is not null then 'closed'
    when a.returns_at is null and a.acknowledged_at is null or a.returns_at <= now() then 'open'
    when a.acknowledged_at is not null then 'acknowledged'
    else 'snoozed'
  end as state,
  a.snoozed_until, s.email as snoozed_by_email, a.assigned_to, o.email as assigned_to_email, a.assigned_at,
  a.closed_at, c.email as closed_by_email, a.returns_at
from private.ops_alerts a
left join private.profiles p on p.user_id = a.user_id
left join private.customer_health_scores h on h.user_id = a.user_id
left join private.profiles r on r.user_id = a.acknowledged_by
left join private.profiles s on s.user_id = a.snoozed_by
left join private.profiles o on o.user_id = a.assigned_to
left join private.profiles c on c.user_id = a.closed_by;

comment on view public.alert_list is
  'Operational alerts without their details. state is open, snoozed, acknowledged or closed; an acknowledged alert that came back is open.';

create or replace function private.alerts_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "open": "(t.acknowledged_at is null or t.returns_at is not null) and (t.returns_at is null or t.returns_at <= now())",
      "snoozed": "t.acknowledged_at is null and t.returns_at > now()",
      "acknowledged": "t.acknowledged_at is not null and t.closed_at is null and (t.returns_at is null or t.returns_at > now())",
      "closed": "t.closed_at is not null"
    }'),
    private.one_of('t.severity', filter, 'severity'),
    private.one_of('t.alert_type', filter, 'type'),
    private.assigned_condition(filter),
    private.outside_storms(filter),
    private.contains('coalesce(t.message, '''')', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.alerts_condition(jsonb) is
  'The condition on ops_alerts t that an alerts filter stands for. Open is what waits, and what was acknowledged or snoozed and has come back.';

create or replace function public.list_alerts(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.alert_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('alerts', 'alert_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of operational alerts. filter: state (open, snoozed, acknowledged, closed, all), severity, type, assignee (accounts or nobody), customer, since, until, q, ids, outside (storms to leave out). sort: created_at, severity (descending: critical first, the oldest of them first).';

-- Alerts in their states: in the list, its filter, the counts of the whole console and of each customer.
create or replace function private.assigned_condition(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, 'assignee');
  accounts uuid[];
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  accounts := array_remove(chosen, 'nobody')::uuid[];
  return concat_ws(' or ', case when 'nobody' = any (chosen) then '(t.assigned_to is null' else '(false' end,
    case cardinality(accounts) when 0 then null when 1 then format('t.assigned_to = %L::uuid', accounts[1])
      else format('t.assigned_to = any (%L::uuid[])', accounts) end) || ')';
exception when invalid_text_representation then
  perform private.refuse_filter('assignee', 'a list of accounts or nobody');
  return null;
end
$$;

comment on function private.assigned_condition(jsonb) is 'The condition of filter.assignee: accounts, or nobody.';

create or replace function private.outside_storms(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(filter -> 'outside'), 'null') = 'null' then
    return null;
  end if;
  if jsonb_typeof(filter -> 'outside') <> 'array' then
    perform private.refuse_filter('outside', 'a list of storms');
  end if;
  return (
    select string_agg(format('not (t.alert_type = %L and t.acknowledged_at is null and t.created_at between %L and %L)',
      private.filter_text(s, 'alert_type'), private.filter_time(s, 'first_at'), private.filter_time(s, 'last_at')), ' and ')
    from jsonb_array_elements(filter -> 'outside') s
  );
end
$$;

comment on function private.outside_storms(jsonb) is
  'The condition of filter.outside: alerts that are in none of these storms, each an object of alert_type, first_at and last_at.';

revoke all on public.alert_list from anon, authenticated;

grant select on public.alert_list to authenticated, service_role;

revoke execute on function private.alerts_condition(filter jsonb), private.assigned_condition(filter jsonb),
  private.outside_storms(filter jsonb),
  public.list_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.alerts_condition(filter jsonb), private.assigned_condition(filter jsonb),
  private.outside_storms(filter jsonb),
  public.list_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
