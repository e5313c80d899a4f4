-- Groups of errors as lists show them.

create or replace function private.error_group_sparkline(wanted uuid) returns bigint[]
language sql stable set search_path = ''
as $$
  select array_agg(coalesce(c.events, 0) order by s.hour)
  from generate_series(date_bin('1 hour', now(), '2000-01-01 00:00+00') - interval '23 hours', now(), interval '1 hour') s (hour)
  left join (
    select u.hour, sum(u.events)::bigint as events
    from (
      select h.hour, h.events from public.error_group_hours h where h.group_id = wanted and h.hour > now() - interval '25 hours'
      union all
      select p.hour, p.events from public.error_group_deltas p where p.group_id = any (private.error_group_members(wanted))
    ) u group by 1
  ) c on c.hour = s.hour
$$;

comment on function private.error_group_sparkline(uuid) is 'A group''s events in each of the last 24 hours (UTC), the one that runs last.';

create or replace view public.error_group_list with (security_invoker = true) as
select g.id,
  coalesce(g.error_type, (select e.error_type from private.error_logs e where e.group_id = g.id limit 1)) as error_type,
  coalesce(g.pattern, '') as pattern,
  (select left(e.message, 400) from private.error_logs e where e.id = private.latest_error_of(g.id)) as message,
  (select e.endpoint from private.error_logs e where e.id = private.latest_error_of(g.id)) as endpoint,
  g.events, g.unresolved, g.first_seen, g.last_seen, g.customers, g.impact, g.worst_grade, g.plans, g.open_churn, g.unpriced,
  g.day as events_day, g.day_before as events_day_before, g.day - g.day_before as trend,
  g.first_seen > now() - interval '24 hours' as is_new,
  g.day >= 10 and g.day >= 2 * g.day_before as is_growing,
  private.error_group_sparkline(g.id) as sparkline,
  case
    when s.resolved_at is not null and (g.last_seen <= s.resolved_at or g.unresolved <= 0) or g.unresolved <= 0 then 'resolved'
    when s.snoozed_at is not null and (s.snoozed_until is null or s.snoozed_until > now())
      and (s.snoozed_events is null or g.events < s.snoozed_events)
      and (s.snoozed_customers is null or g.customers < s.snoozed_customers) then 'snoozed'
    when s.resolved_at is not null then 'regressed'
    else 'unresolved'
  end as state,
  s.resolved_at, s.resolved_by, s.resolution_notes, s.snoozed_at, s.snoozed_by, s.snoozed_until, s.snoozed_events,
  s.snoozed_customers, s.assigned_to,
  coalesce((select t.impact_parts from public.error_group_totals t where t.group_id = g.id), '[]') as impact_parts,
  (select p.email from private.profiles p where p.user_id = s.resolved_by) as resolved_by_email,
  (select p.email from private.profiles p where p.user_id = s.assigned_to) as assigned_to_email, g.texts,
  private.latest_error_of(g.id) as latest_error,
  (select case when r.field = 'customer' then coalesce((select coalesce(p.business_name, p.email) from private.profiles p where p.user_id = private.as_uuid(r.value)), r.label) else r.label end
    from private.error_group_splits r where r.id = g.id limit 1) as split_value
from (
  select u.group_id as id, max(u.texts) as texts, max(u.error_type) as error_type, max(u.pattern) as pattern, sum(u.events)::bigint as events,
    sum(u.unresolved)::bigint as unresolved,
    case when bool_or(u.moved) then (select s.first_seen from private.error_group_span(u.group_id) s) else min(u.first_seen) end as first_seen,
    case when bool_or(u.moved) then (select s.last_seen from private.error_group_span(u.group_id) s) else max(u.last_seen) end as last_seen,
    sum(u.customers)::integer as customers, sum(u.impact)::bigint as impact, max(u.worst_grade) as worst_grade, max(u.plans) as plans,
    sum(u.open_churn)::integer as open_churn, sum(u.unpriced)::integer as unpriced,
    coalesce(sum(u.recent) filter (where u.hour > now() - interval '24 hours'), 0)::bigint as day,
    coalesce(sum(u.recent) filter (where u.hour <= now() - interval '24 hours'), 0)::bigint as day_before
  from (
    select t.group_id, t.error_type, t.pattern, t.events, t.unresolved, t.first_seen, t.last_seen, false as moved, t.customers, t.impact,
      t.worst_grade, t.plans, t.open_churn, t.unpriced, null::timestamptz as hour, 0 as recent, t.texts
    from public.error_group_totals t
    where not exists (select from private.error_group_aliases a where a.group_id = t.group_id)
    union all
    select coalesce(a.target_id, c.group_id), null, null, c.events, c.unresolved, c.first_seen, c.last_seen, c.moved, 0, 0, null, null, 0, 0,
      c.hour, case when c.hour > now() - interval '48 hours' then c.events else 0 end, null
    from public.error_group_deltas c left join private.error_group_aliases a on a.group_id = c.group_id
    union all
    select c.group_id, null, null, 0, 0, null, null, false,
      (coalesce(k.events, 0) + c.events > 0)::integer - (coalesce(k.events, 0) > 0)::integer, 0, null, null, 0, 0, null, 0, null
    from (
      select coalesce(a.target_id, p.group_id) as group_id, p.user_id, sum(p.events) as events
      from public.error_group_deltas p left join private.error_group_aliases a on a.group_id = p.group_id where p.user_id is not null group by 1, 2
    ) c
    left join public.error_group_customers k on k.group_id = c.group_id and k.user_id = c.user_id
    union all
    select h.group_id, null, null, 0, 0, null, null, false, 0, 0, null, null, 0, 0, h.hour, h.events, null
    from public.error_group_hours h where h.hour > now() - interval '48 hours'
  ) u
  group by u.group_id
  having sum(u.events) > 0
) g
left join public.error_group_states s on s.group_id = g.id;

comment on view public.error_group_list is
  'The groups of errors. Counts are exact: totals plus changes not yet applied. message and endpoint are the latest event''s, latest_error. A group that was merged into another is counted there and is none. state: unresolved; resolved (no event after resolved_at, or none of its errors unresolved); regressed (resolved once, and unresolved events since); snoozed. is_new: first seen within 24 hours. is_growing: 10 events or more in the last 24 hours (UTC, whole ones and the one that runs), and twice those of the 24 before. trend: their difference. impact: what the plans of the customers with unresolved errors cost together a month, in dollars; unpriced: how many of them add nothing to it, because their plan has no known price. split_value: by which endpoint, customer or message it was split off another group. texts: how many different messages its applied events have; 101 stands for more than 100, null for not counted yet.';

revoke all on public.error_group_list from anon, authenticated;

grant select on public.error_group_list to authenticated, service_role;

revoke execute on function private.error_group_sparkline(wanted uuid) from public, anon, authenticated, service_role;

grant execute on function private.error_group_sparkline(wanted uuid) to authenticated, service_role;

create or replace function private.error_groups_at(endpoints text[]) returns setof uuid
language sql stable rows 50 set search_path = ''
as $$
  select u.group_id
  from (
    select p.group_id, p.endpoint, p.events from public.error_group_endpoints p where p.endpoint = any (endpoints)
    union all
    select coalesce(a.target_id, c.group_id), c.endpoint, c.events
    from public.error_group_deltas c left join private.error_group_aliases a on a.group_id = c.group_id where c.endpoint = any (endpoints)
  ) u
  group by u.group_id, u.endpoint having sum(u.events) > 0
$$;

comment on function private.error_groups_at(text[]) is 'The groups with an error at one of the endpoints.';

create or replace function private.error_groups_of(customer uuid) returns setof uuid
language sql stable rows 50 set search_path = ''
as $$
  select u.group_id
  from (
    select k.group_id, k.events from public.error_group_customers k where k.user_id = customer
    union all
    select coalesce(a.target_id, c.group_id), c.events
    from public.error_group_deltas c left join private.error_group_aliases a on a.group_id = c.group_id where c.user_id = customer
  ) u
  group by u.group_id having sum(u.events) > 0
$$;

comment on function private.error_groups_of(uuid) is 'The groups that a customer met.';

create or replace function private.error_groups_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"unresolved": "t.state in (''unresolved'', ''regressed'')", "regressed": "t.state = ''regressed''",
      "resolved": "t.state = ''resolved''", "snoozed": "t.state = ''snoozed''"}'),
    private.one_of('t.error_type', filter, 'type'),
    't.id in (select private.error_groups_at(' || quote_literal(nullif(private.filter_texts(filter, 'endpoint'), '{}')) || '::text[]))',
    't.id in (select private.error_groups_of(' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid))',
    't.last_seen >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    't.first_seen < ' || quote_literal(private.filter_time(filter, 'until')) || '::timestamptz',
    case when private.filter_time(filter, 'since') is not null and private.filter_time(filter, 'until') is not null then
      format('exists (select from private.error_logs e where e.group_id = any (private.error_group_members(t.id)) and e.created_at >= %L and e.created_at < %L)',
        private.filter_time(filter, 'since'), private.filter_time(filter, 'until')) end,
    case when private.filter_text(filter, 'assignee') = 'none' then 't.assigned_to is null'
      else 't.assigned_to = ' || quote_literal(private.filter_uuid(filter, 'assignee')) || '::uuid' end,
    case when private.filter_text(filter, 'q') is not null then
      format('(%s or t.id in (select private.error_groups_containing(%L)))',
        private.contains('t.error_type || '' '' || t.pattern', filter), private.filter_text(filter, 'q')) end,
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.id', filter) end,
    'true')
$$;

comment on function private.error_groups_condition(jsonb) is 'The condition on error_group_list t that a filter of groups stands for. since and until: the group had an event then.';

create or replace function private.error_group_facets(filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  f record;
  groups uuid[];
begin
  for f in select * from (values ('type', 't.error_type'), ('state', 't.state'),
    ('assignee', 'coalesce(t.assigned_to::text, ''none'')')) v (facet, expression) loop
    return query execute format('select %L, %s, count(*) from %s where %s group by 2 order by 3 desc, 2', f.facet, f.expression,
      private.list_source('error_groups'), private.error_groups_condition(filter - f.facet));
  end loop;
  -- As a literal, because the planner expects a condition on groups to match a single group.
  execute format('select array_agg(t.id) from %s where %s', private.list_source('error_groups'),
    private.error_groups_condition(filter - 'endpoint')) into groups;
  return query execute format('
    select ''endpoint'', p.endpoint, count(*) from (
      select u.group_id, u.endpoint from (
        select e.group_id, e.endpoint, e.events from public.error_group_endpoints e
        union all select coalesce(a.target_id, c.group_id), c.endpoint, c.events
        from public.error_group_deltas c left join private.error_group_aliases a on a.group_id = c.group_id where c.endpoint is not null
      ) u where u.group_id = any (%L::uuid[]) group by 1, 2 having sum(u.events) > 0
    ) p group by 2 order by 3 desc, 2', groups);
end
$$;

comment on function private.error_group_facets(jsonb) is
  'The facets of groups: type, state, assignee (an id, or none) and endpoint, of which a group can have several.';

create or replace function private.error_group_histogram(filter jsonb, bounds timestamptz[])
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  groups uuid[];
begin
  execute format('select array_agg(t.id) from %s where %s', private.list_source('error_groups'),
    private.error_groups_condition(filter - 'since' - 'until')) into groups;
  groups := groups || array(select a.group_id from private.error_group_aliases a where a.target_id = any (groups));
  -- Of many groups the time is read and the rest left out; of few their own rows.
  return query execute format('
    with counted as (
      select $3[width_bucket(e.created_at, $3)] as bucket,
        e.error_type as series, count(*) as matches
      from (
        select l.group_id, l.error_type, l.user_id, l.created_at from private.error_logs l
        where l.created_at >= $1 and l.created_at < $2 %s
      ) e
      where e.group_id = any (%L::uuid[]) and ($4 is null or e.user_id = $4)
      group by 1, 2
    ),
    ranked as (
      select c.series, row_number() over (order by sum(c.matches) desc, c.series) as place from counted c group by c.series
    )
    select c.bucket, case when r.place <= 5 then c.series else ''other'' end, sum(c.matches)::bigint
    from counted c join ranked r using (series) group by 1, 2 order by 1, 2',
    case when cardinality(groups) > 20 then 'offset 0' end, groups)
    using bounds[1], bounds[cardinality(bounds)], bounds, private.filter_uuid(filter, 'customer');
end
$$;

comment on function private.error_group_histogram(jsonb, timestamptz[]) is
  'The events of the groups that match, resolved or not, between each bound and the next; with filter.customer only that customer''s.';

create or replace function private.error_group_key(sort text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if sort is null or sort not in ('impact', 'events', 'unresolved', 'customers', 'last_seen', 'first_seen', 'trend') then
    raise exception 'sort must be one of impact, events, unresolved, customers, last_seen, first_seen, trend' using errcode = '22023';
  end if;
  return 't.' || sort;
end
$$;

comment on function private.error_group_key(text) is 'The column that a sort of groups orders by.';

create or replace function public.list_error_groups(filter jsonb default '{}', sort text default 'impact',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.error_group_list
language plpgsql set search_path = ''
as $$
declare
  key text := private.error_group_key(sort);
  kind text := case when sort in ('last_seen', 'first_seen') then '%L::timestamptz' else '%L::numeric' end;
  ascending boolean := (descending is false) is distinct from coalesce(backward, false);
begin
  perform private.check_page(cursor_values, page_size);
  perform private.refresh_error_groups();
  return query execute format('select * from (%s) t order by %s %3$s, t.id %3$s',
    replace(private.page_ids('public.error_group_list t', 't.*', private.error_groups_condition(filter), array[key, 't.id'],
      private.cursor_start(cursor_values, array[kind, '%L::uuid']), ascending, page_size,
      jsonb_typeof(cursor_values) = 'array' and sort in ('last_seen', 'first_seen') and private.has_gaps('public.error_group_list t', key)), 't.* as id', 't.*'),
    key, case when descending is false then 'asc' else 'desc' end);
end
$$;

comment on function public.list_error_groups(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of groups of errors, after applying pending changes. filter: state (unresolved, which regressed ones are, too; regressed, resolved, snoozed, all), type, endpoint, customer, since, until, q, ids, assignee (an id, or none). sort: impact (see private.update_error_group_impact), events, unresolved, customers, last_seen, first_seen, trend. cursor_values: the sort column and the id of the group to go on from, or to go back from.';

revoke execute on function private.error_group_facets(filter jsonb),
  private.error_group_histogram(filter jsonb, bounds timestamp with time zone[]),
  private.error_group_key(sort text), private.error_groups_at(endpoints text[]),
  private.error_groups_condition(filter jsonb), private.error_groups_of(customer uuid),
  public.list_error_groups(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.error_group_facets(filter jsonb),
  private.error_group_histogram(filter jsonb, bounds timestamp with time zone[]),
  private.error_group_key(sort text), private.error_groups_at(endpoints text[]),
  private.error_groups_condition(filter jsonb), private.error_groups_of(customer uuid),
  public.list_error_groups(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
