-- The facets of errors as the database has counted them already: per group, endpoint and state. They are exact, and cost
-- what there are groups and endpoints, however many errors there are.

create or replace view private.error_counts with (security_invoker = true) as
select t.error_type, c.endpoint, s.resolved_at, s.matches
from (
  select p.group_id, p.endpoint, p.events, p.unresolved from public.error_group_endpoints p
  union all
  select t.group_id, null, t.events - coalesce(p.events, 0), t.unresolved - coalesce(p.unresolved, 0)
  from public.error_group_totals t
  left join (select p.group_id, sum(p.events) as events, sum(p.unresolved) as unresolved from public.error_group_endpoints p group by 1) p using (group_id)
  union all
  select p.group_id, p.endpoint, p.events, p.unresolved from public.error_group_changes p
) c
left join lateral (
  select coalesce(
    (select t.error_type from public.error_group_totals t where t.group_id = c.group_id),
    (select e.error_type from public.error_logs e where e.group_id = c.group_id limit 1)) as error_type
) t on true
cross join lateral (values (null::timestamptz, c.unresolved), (timestamptz 'epoch', c.events - c.unresolved)) s (resolved_at, matches);

comment on view private.error_counts is
  'How many errors there are of each type, endpoint and state: totals of their groups plus changes that are not folded yet. resolved_at is null for the unresolved, and says no more than that of the others; so the conditions of errors hold for it.';

revoke all on private.error_counts from anon, authenticated;
grant select on private.error_counts to authenticated, service_role;

create or replace function private.are_kept_counts(list text, filter jsonb) returns boolean
language sql stable set search_path = ''
as $$
  select list = 'errors'
    and not exists (select from jsonb_each(filter) f where f.key not in ('state', 'type', 'endpoint') and f.value <> 'null')
    -- Rows of before the groups were kept, until they are adopted.
    and not exists (select from public.error_logs e where e.group_id is null)
$$;

comment on function private.are_kept_counts(text, jsonb) is 'Whether private.error_counts knows the facets of a filter of a list.';

create or replace function private.kept_counts_query(filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format('
    select v.facet, v.value, least(sum(g.matches), 10001)::bigint
    from (select %s, sum(t.matches) as matches from private.error_counts t where %s group by %s) g, lateral (values %s) v (facet, value)
    where v.value is not null group by 1, 2',
    string_agg(format('%s as %I', f.expression, f.facet), ', ' order by f.facet), private.list_condition('errors', filter),
    string_agg(f.place::text, ', '), string_agg(format('(%L, g.%I)', f.facet, f.facet), ', '))
  from (
    select c.facet, c.expression, row_number() over (order by c.facet) as place
    from private.list_facet_columns('errors') c where c.facet = any (counted)
  ) f
$$;

comment on function private.kept_counts_query(jsonb, text[]) is 'The query that tells some facets of errors from private.error_counts.';

create or replace function private.cheapest_facet_query(list text, filter jsonb, counted text[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  cheapest text := private.count_rows_query(list, filter, counted);
  least_cost numeric := private.estimate_cost(cheapest);
  queries text[];
  costs numeric[];
  facets text[];
  query text;
  cost numeric;
begin
  -- Of few rows nothing else could be cheaper.
  if least_cost <= 10000 then
    return cheapest;
  elsif private.are_kept_counts(list, filter) then
    return private.kept_counts_query(filter, counted);
  end if;
  -- First the facets that only the rows tell, then those that rows tell the most cheaply.
  select array_agg(q.facet order by q.cost - q.row_cost desc), array_agg(q.query order by q.cost - q.row_cost desc), array_agg(q.cost order by q.cost - q.row_cost desc)
  into facets, queries, costs
  from (
    select v.facet, v.query, case when v.query is not null then private.estimate_cost(v.query) end as cost,
      private.estimate_cost(private.count_rows_query(list, filter, array[v.facet])) as row_cost
    from (
      select f.facet, private.count_values_query(list, filter, f.facet, f.expression, private.facet_values(list, f.facet)) as query
      from private.list_facet_columns(list) f where f.facet = any (counted)
    ) v
  ) q;
  -- Those up to a place are told by the rows, read once for all of them; the rest value by value.
  for place in 0 .. cardinality(facets) - 1 loop
    query := case when place > 0 then private.count_rows_query(list, filter, facets[:place]) end;
    cost := case when place > 0 then private.estimate_cost(query) else 0 end;
    -- More facets by rows cost no less.
    exit when cost >= least_cost;
    cost := cost + (select sum(c.cost) from unnest(costs[place + 1:]) c (cost));
    if queries[place + 1] is not null and cost < least_cost then
      cheapest := concat_ws(' union all ', query, array_to_string(queries[place + 1:], ' union all '));
      least_cost := cost;
    end if;
  end loop;
  return cheapest;
end
$$;

comment on function private.cheapest_facet_query(text, jsonb, text[]) is
  'The query that counts the values of those facets of a list that share a filter: from counts that are kept, or each facet by rows or by values as the planner finds it cheaper.';

revoke execute on function private.are_kept_counts(text, jsonb), private.kept_counts_query(jsonb, text[]) from public;
grant execute on function private.are_kept_counts(text, jsonb), private.kept_counts_query(jsonb, text[]) to authenticated, service_role;

-- What counted the facets of resolved errors before, and every resolve wrote.
drop index if exists public.error_logs_resolved_facets_idx, public.error_logs_resolved_endpoint_idx;
