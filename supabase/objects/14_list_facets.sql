-- Facets of lists, counted by scan, by value or from kept counts.

create or replace function private.list_facet_columns(list text) returns table (facet text, expression text)
language sql stable set search_path = ''
as $$ select f.facet, f.expression from private.list_facets f where f.list = list_facet_columns.list $$;

comment on function private.list_facet_columns(text) is 'The facets of a list and the expression each counts by.';

create or replace function private.facets(list text, filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  -- An unknown list or a malformed filter is refused whether or not there are facets to count.
  condition text := private.list_condition(list, filter);
  asked jsonb;
  f record;
begin
  -- What leaves nothing out is no reason to read the rows for one facet more.
  select coalesce(jsonb_object_agg(a.key, a.value), '{}') into asked from jsonb_each(filter) a
  where a.value <> 'null' and not (a.key = 'state' and a.value = '"all"');
  for f in
    select asked - c.facet as others, array_agg(c.facet) as counted from private.list_facet_columns(list) c group by 1
  loop
    return query execute format('select * from (%s) c (facet, value, matches) where c.matches <> 0 order by 1, greatest(c.matches, ~c.matches) desc, 2',
      case when list = 'webhooks' and asked ? 'payload' and not asked ? 'q' and strpos(condition, 't.raw_payload @> ') > 0
        then private.payload_facet_query(f.others, f.counted) else private.cheapest_facet_query(list, f.others, f.counted) end);
  end loop;
end
$$;

comment on function private.facets(text, jsonb) is 'What public.list_facets returns, as far as the caller may see it.';

create or replace function private.search_facets(list text, filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query select * from private.facets(list, filter);
  end if;
end
$$;

comment on function private.search_facets(text, jsonb) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

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

comment on function public.list_facets(text, jsonb) is
  'The values of each facet of a list and how many rows have them: exact up to 10,000, and 10,001 for more than that; a negative number -n - 1 for at least n, where what a payload holds was looked for in the newest 50,000 only. A facet''s counts ignore its own selection, so that the other values stay in sight.';

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
  'The distinct values of a column, found from one to the next through an index that begins with it; null when there are more than the limit.';

create or replace function private.words_with_others(known text[], source regclass, col name) returns setof text
language sql stable rows 5 set search_path = ''
as $$
  select k.word from unnest(known) with ordinality k (word, place)
  union all
  select o.word from unnest(private.distinct_values(source, col, 200)) o (word) where o.word <> all (known)
$$;

comment on function private.words_with_others(text[], regclass, name) is
  'The known words of a column, then the other words found in its rows through an index that begins with it; the known ones only where there are more than 200.';

create or replace function private.facet_values(list text, facet text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  among text := (select f.among from private.list_facets f where f.list = facet_values.list and f.facet = facet_values.facet);
  found_values text[];
begin
  if among is not null then
    execute 'select ' || among into found_values;
  end if;
  return found_values;
end
$$;

comment on function private.facet_values(text, text) is
  'The values that a facet can have; null when only a scan of the rows can find them.';

create or replace function private.count_rows_query(list text, filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format('
    select v.facet, v.value, least(sum(g.matches), 10001)::bigint
    from (select %s, count(*) as matches from %s where %s group by %s) g, lateral (values %s) v (facet, value)
    where v.value is not null group by 1, 2',
    string_agg(format('%s as %I', coalesce(f.account, f.expression), f.facet), ', ' order by f.facet), private.list_source(list),
    private.list_condition(list, filter), string_agg(f.place::text, ', '),
    string_agg(format('(%L, %s)', f.facet, replace(f.expression, coalesce(f.account, f.expression), format('g.%I', f.facet))), ', '))
  from (
    -- An account becomes a text once it is counted: for each row of many that would take as long as counting them.
    select c.facet, c.expression, substring(c.expression from '^coalesce\((t\.[a-z_]+)::text, ''[a-z]+''\)$') as account,
      row_number() over (order by c.facet) as place
    from private.list_facet_columns(list) c where c.facet = any (counted)
  ) f
$$;

comment on function private.count_rows_query(text, jsonb, text[]) is
  'The query that counts the values of some facets of a list, reading each matching row once.';

create or replace function private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]) returns text
language sql stable set search_path = ''
as $$
  select case
    when among is null then null
    when facet in ('state', 'assignee', 'actor') then (
      select string_agg(format('select %L, %L, (select count(*) from (select from %s where %s limit 10001) c)', facet, v,
        private.list_source(list), private.list_condition(list, filter || jsonb_build_object(facet,
          case facet when 'state' then to_jsonb(v) else jsonb_build_array(v) end))), ' union all ')
      from unnest(among) v)
    else format('select %L, v.value, (select count(*) from (select from %s where %s and %s = v.value limit 10001) c) from unnest(%L::text[]) v (value)',
      facet, private.list_source(list), private.list_condition(list, filter - facet), expression, among)
  end
$$;

comment on function private.count_values_query(text, jsonb, text, text, text[]) is
  'The query that counts the rows of each value of a facet by itself, each to 10,001. States, assignees and actors are asked for as their filters ask, which indexes know. Null where the values are not known.';

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
  -- First the facets that only a scan can count, then those that a scan counts most cheaply.
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
  -- Facets up to a position are counted in one scan of the rows; the rest value by value.
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

revoke execute on function private.cheapest_facet_query(list text, filter jsonb, counted text[]),
  private.count_rows_query(list text, filter jsonb, counted text[]),
  private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]),
  private.distinct_values(source regclass, col name, most integer), private.estimate_cost(statement text),
  private.words_with_others(known text[], source regclass, col name),
  private.facet_values(list text, facet text), private.facets(list text, filter jsonb),
  private.list_facet_columns(list text),
  private.search_facets(list text, filter jsonb), public.list_facets(list text, filter jsonb)
  from public, anon, authenticated, service_role;

grant execute on function private.cheapest_facet_query(list text, filter jsonb, counted text[]),
  private.count_rows_query(list text, filter jsonb, counted text[]),
  private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]),
  private.distinct_values(source regclass, col name, most integer), private.estimate_cost(statement text),
  private.words_with_others(known text[], source regclass, col name),
  private.facet_values(list text, facet text), private.facets(list text, filter jsonb),
  private.list_facet_columns(list text),
  private.search_facets(list text, filter jsonb), public.list_facets(list text, filter jsonb)
  to authenticated, service_role;
