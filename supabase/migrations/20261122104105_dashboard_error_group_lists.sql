-- The list of groups, its filter, and what stands beside it.

create or replace function private.error_groups_containing(q text) returns setof uuid
language sql stable security definer rows 50 set search_path = ''
as $$
  select distinct m.group_id
  from (
    select e.group_id from public.error_logs e
    where (select private.is_admin()) and coalesce(e.message, '') ilike '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%'
    limit 5000
  ) m
  where m.group_id is not null
$$;

comment on function private.error_groups_containing(text) is
  'The groups of the errors whose message contains a text, for admins. A text in more than 5,000 messages is in the patterns of their groups, too.';

create or replace function private.error_groups_at(endpoints text[]) returns setof uuid
language sql stable rows 50 set search_path = ''
as $$
  select u.group_id
  from (
    select p.group_id, p.endpoint, p.events from public.error_group_endpoints p where p.endpoint = any (endpoints)
    union all
    select c.group_id, c.endpoint, c.events from public.error_group_changes c where c.endpoint = any (endpoints)
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
    select c.group_id, c.events from public.error_group_changes c where c.user_id = customer
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
      format('exists (select from public.error_logs e where e.group_id = t.id and e.created_at >= %L and e.created_at < %L)',
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

create or replace function private.list_condition(list text, filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
begin
  case list
    when 'errors' then return private.errors_condition(filter);
    when 'error_groups' then return private.error_groups_condition(filter);
    when 'alerts' then return private.alerts_condition(filter);
    when 'churn' then return private.churn_condition(filter);
    when 'webhooks' then return private.webhooks_condition(filter);
    when 'customers' then return private.customers_condition(filter);
    else raise exception 'list must be errors, error_groups, alerts, churn, webhooks or customers' using errcode = '22023';
  end case;
end
$$;

create or replace function private.list_source(list text) returns text
language sql immutable set search_path = ''
as $$
  select case list
    when 'errors' then 'public.error_logs t'
    when 'error_groups' then 'public.error_group_list t'
    when 'alerts' then 'public.ops_alerts t'
    when 'churn' then 'public.churn_alerts t'
    when 'webhooks' then 'public.webhook_queue t'
    when 'customers' then 'public.profiles t left join public.customer_health_scores h on h.user_id = t.user_id'
  end
$$;

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
  -- As a literal, because the planner takes a condition on groups for one that a single group meets.
  execute format('select array_agg(t.id) from %s where %s', private.list_source('error_groups'),
    private.error_groups_condition(filter - 'endpoint')) into groups;
  return query execute format('
    select ''endpoint'', p.endpoint, count(*) from (
      select u.group_id, u.endpoint from (
        select e.group_id, e.endpoint, e.events from public.error_group_endpoints e
        union all select c.group_id, c.endpoint, c.events from public.error_group_changes c where c.endpoint is not null
      ) u where u.group_id = any (%L::uuid[]) group by 1, 2 having sum(u.events) > 0
    ) p group by 2 order by 3 desc, 2', groups);
end
$$;

comment on function private.error_group_facets(jsonb) is
  'The facets of groups: type, state, assignee (an id, or none) and endpoint, of which a group can have several.';

create or replace function public.list_facets(list text, filter jsonb default '{}')
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
begin
  if list = 'error_groups' then
    return query select * from private.error_group_facets(filter);
  elsif private.filter_text(filter, 'q') is null then
    return query select * from private.facets(list, filter);
  else
    return query select * from private.search_facets(list, filter);
  end if;
end
$$;

create or replace function private.error_group_histogram(filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  groups uuid[];
begin
  execute format('select array_agg(t.id) from %s where %s', private.list_source('error_groups'),
    private.error_groups_condition(filter - 'since' - 'until')) into groups;
  -- Of many groups the time is read and the rest left out; of few their own rows.
  return query execute format('
    with counted as (
      select date_bin(make_interval(secs => extract(epoch from $2 - $1)::double precision / $3), e.created_at, $1) as bucket,
        e.error_type as series, count(*) as matches
      from (
        select l.group_id, l.error_type, l.user_id, l.created_at from public.error_logs l
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
    using since, until, buckets, private.filter_uuid(filter, 'customer');
end
$$;

comment on function private.error_group_histogram(jsonb, timestamptz, timestamptz, integer) is
  'The events of the groups that match, resolved or not, in each of so many buckets; with filter.customer only that customer''s.';

create or replace function public.list_histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
begin
  if list = 'error_groups' and buckets between 1 and 500 and until > since then
    return query select * from private.error_group_histogram(filter, since, until, buckets);
  elsif private.filter_text(filter, 'q') is null then
    return query select * from private.histogram(list, filter, since, until, buckets);
  else
    return query select * from private.search_histogram(list, filter, since, until, buckets);
  end if;
end
$$;

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
  perform private.settle_error_groups();
  return query execute format('select * from (select t.* from public.error_group_list t where %s%s order by %s %4$s, t.id %4$s limit %s) t order by %s %7$s, t.id %7$s',
    private.error_groups_condition(filter),
    case when jsonb_typeof(cursor_values) = 'array' then format(' and (%s, t.id) %s (%s)', key,
      case when ascending then '>' else '<' end,
      array_to_string(private.cursor_start(cursor_values, array[kind, '%L::uuid']), ', ')) else '' end,
    key, case when ascending then 'asc' else 'desc' end, page_size, key, case when descending is false then 'asc' else 'desc' end);
end
$$;

comment on function public.list_error_groups(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of groups of errors, after folding what has changed. filter: state (unresolved, which regressed ones are, too; regressed, resolved, snoozed, all), type, endpoint, customer, since, until, q, ids, assignee (an id, or none). sort: impact (see private.weigh_error_groups), events, unresolved, customers, last_seen, first_seen, trend. cursor_values: the sort column and the id of the group to go on from, or to go back from.';

revoke execute on function private.error_groups_containing(text), private.error_groups_at(text[]), private.error_groups_of(uuid),
  private.error_groups_condition(jsonb), private.error_group_facets(jsonb),
  private.error_group_histogram(jsonb, timestamptz, timestamptz, integer), private.error_group_key(text) from public;
grant execute on function private.error_groups_containing(text), private.error_groups_at(text[]), private.error_groups_of(uuid),
  private.error_groups_condition(jsonb), private.error_group_facets(jsonb),
  private.error_group_histogram(jsonb, timestamptz, timestamptz, integer), private.error_group_key(text) to authenticated, service_role;
revoke execute on function public.list_error_groups(jsonb, text, boolean, jsonb, boolean, integer) from public, anon;
grant execute on function public.list_error_groups(jsonb, text, boolean, jsonb, boolean, integer) to authenticated, service_role;
