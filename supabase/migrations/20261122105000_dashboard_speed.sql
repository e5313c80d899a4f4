-- What the measurements asked for.

-- Written with a plain subquery, the planner puts the count into both columns and counts twice.
create or replace function public.count_matching(list text, filter jsonb default '{}')
returns table (matches bigint, exact boolean)
language sql stable rows 1 set search_path = ''
as $$
  with counted as materialized (
    select case when private.filter_text(filter, 'q') is null then private.count_up_to(list, filter, 10001)
      else private.search_count_up_to(list, filter, 10001) end as n
  )
  select least(c.n, 10000), c.n <= 10000 from counted c
$$;

comment on function public.count_matching(text, jsonb) is
  'How many rows of a list (errors, alerts, churn, webhooks, customers) match a filter: exact up to 10,000, and no more than that beyond.';
revoke execute on function public.count_matching(text, jsonb) from public, anon;
grant execute on function public.count_matching(text, jsonb) to authenticated, service_role;

-- The facets. Few matching rows are read once for all facets; of many, each value is counted through its index to
-- 10,000 and no further, unless the planner finds reading them all the cheaper of the two.

-- A customer can have a fifth of all rows; without these each of them is fetched for three short columns.
create index if not exists error_logs_customer_facets_idx on public.error_logs (user_id) include (error_type, endpoint, resolved_at);
create index if not exists webhook_queue_customer_facets_idx on public.webhook_queue (user_id) include (event_type, processed_at, result);

create or replace function private.estimate_cost(statement text) returns numeric
language plpgsql volatile set search_path = ''
as $$
declare
  plan json;
begin
  execute 'explain (format json) ' || statement into plan;
  return (plan #>> '{0,Plan,Total Cost}')::numeric;
end
$$;

comment on function private.estimate_cost(text) is
  'What the planner thinks a statement costs. Volatile, because only such functions may ask; it changes nothing.';

create or replace function private.distinct_values(source regclass, col name, most integer) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  found_values text[];
begin
  execute format('
    with recursive v (value) as (
      (select t.%1$I from %2$s t where t.%1$I is not null order by 1 limit 1)
      union all
      select (select t.%1$I from %2$s t where t.%1$I > v.value order by 1 limit 1) from v where v.value is not null
    )
    select array_agg(l.value::text) from (select v.value from v where v.value is not null limit %3$s) l',
    col, source, most + 1) into found_values;
  return case when cardinality(found_values) > most then null else coalesce(found_values, '{}') end;
end
$$;

comment on function private.distinct_values(regclass, name, integer) is
  'The distinct values of a column, found from one to the next through an index that begins with it; null when there are more than told.';

create or replace function private.facet_values(list text, facet text) returns text[]
language sql stable set search_path = ''
as $$
  select case list || '.' || facet
    when 'errors.state' then '{unresolved,resolved}'
    when 'alerts.state' then '{open,acknowledged,snoozed,closed}'
    when 'webhooks.state' then '{pending,failed,skipped,processed}'
    when 'alerts.severity' then '{critical,warning,info}'
    when 'errors.type' then private.distinct_values('public.error_logs', 'error_type', 200)
    when 'errors.endpoint' then private.distinct_values('public.error_logs', 'endpoint', 200)
    when 'alerts.type' then private.distinct_values('public.ops_alerts', 'alert_type', 200)
    when 'alerts.assignee' then private.distinct_values('public.ops_alerts', 'assigned_to', 200) || '{nobody}'::text[]
    when 'webhooks.event_type' then private.distinct_values('public.webhook_queue', 'event_type', 200)
  end
$$;

comment on function private.facet_values(text, text) is
  'The values that a facet can have; null when only reading the rows would tell.';

create or replace function private.count_rows_query(list text, filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format('
    select v.facet, v.value, least(sum(g.matches), 10001)::bigint
    from (select %s, count(*) as matches from %s where %s group by %s) g, lateral (values %s) v (facet, value)
    where v.value is not null group by 1, 2',
    string_agg(format('%s as %I', f.expression, f.facet), ', ' order by f.facet), private.list_source(list),
    private.list_condition(list, filter), string_agg(f.place::text, ', '),
    string_agg(format('(%L, g.%I)', f.facet, f.facet), ', '))
  from (
    select c.facet, c.expression, row_number() over (order by c.facet) as place
    from private.list_facet_columns(list) c where c.facet = any (counted)
  ) f
$$;

comment on function private.count_rows_query(text, jsonb, text[]) is
  'The query that counts the values of some facets of a list, reading each matching row once.';

create or replace function private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]) returns text
language sql stable set search_path = ''
as $$
  select case
    when facet in ('state', 'assignee') then (
      select string_agg(format('select %L, %L, (select count(*) from (select from %s where %s limit 10001) c)', facet, v,
        private.list_source(list), private.list_condition(list, filter || jsonb_build_object(facet,
          case facet when 'state' then to_jsonb(v) else jsonb_build_array(v) end))), ' union all ')
      from unnest(among) v)
    else format('select %L, v.value, (select count(*) from (select from %s where %s and %s = v.value limit 10001) c) from unnest(%L::text[]) v (value)',
      facet, private.list_source(list), private.list_condition(list, filter - facet), expression, among)
  end
$$;

comment on function private.count_values_query(text, jsonb, text, text, text[]) is
  'The query that counts the rows of each value of a facet by itself, each to 10,001. States and assignees are asked for as their filters ask, which indexes know.';

create or replace function private.cheapest_facet_query(list text, filter jsonb, counted text[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  by_row text := private.count_rows_query(list, filter, counted);
  by_value text;
  cost numeric := private.estimate_cost(by_row);
begin
  -- Of few rows nothing else could be cheaper.
  if cost > 10000 then
    select case when bool_and(q.query is not null) then string_agg(q.query, ' union all ') end into by_value
    from (
      select private.count_values_query(list, filter, f.facet, f.expression, private.facet_values(list, f.facet)) as query
      from private.list_facet_columns(list) f where f.facet = any (counted)
    ) q;
  end if;
  return case when by_value is not null and private.estimate_cost(by_value) < cost then by_value else by_row end;
end
$$;

comment on function private.cheapest_facet_query(text, jsonb, text[]) is
  'The query that counts the values of those facets of a list that share a filter, by rows or by values.';

create or replace function private.facets(list text, filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  f record;
begin
  -- An unknown list or a malformed filter is refused whether or not there are facets to count.
  perform private.list_condition(list, filter);
  for f in
    select filter - c.facet as others, array_agg(c.facet) as counted from private.list_facet_columns(list) c group by 1
  loop
    return query execute format('select * from (%s) c (facet, value, matches) where c.matches > 0 order by 1, 3 desc, 2',
      private.cheapest_facet_query(list, f.others, f.counted));
  end loop;
end
$$;

comment on function private.facets(text, jsonb) is 'What public.list_facets returns, as far as the caller may see it.';
comment on function public.list_facets(text, jsonb) is
  'The values of each facet of a list and how many rows have them: exact up to 10,000, and 10,001 for more than that. A facet''s counts ignore its own selection, so that the other values stay in sight.';

revoke execute on function private.estimate_cost(text), private.distinct_values(regclass, name, integer), private.facet_values(text, text),
  private.count_rows_query(text, jsonb, text[]), private.count_values_query(text, jsonb, text, text, text[]),
  private.cheapest_facet_query(text, jsonb, text[]) from public;
grant execute on function private.estimate_cost(text), private.distinct_values(regclass, name, integer), private.facet_values(text, text),
  private.count_rows_query(text, jsonb, text[]), private.count_values_query(text, jsonb, text, text, text[]),
  private.cheapest_facet_query(text, jsonb, text[]) to authenticated, service_role;
