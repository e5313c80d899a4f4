-- The counts of a list: matching rows, facets and histogram.
create or replace function private.count_up_to(list text, filter jsonb, most integer) returns bigint
language plpgsql stable set search_path = ''
as $$
declare
  n bigint;
begin
  execute format('select count(*) from (select from %s where %s limit %s) c', private.list_source(list),
    private.list_condition(list, filter), most) into n;
  return n;
end
$$;

comment on function private.count_up_to(text, jsonb, integer) is 'The number of rows of a list that match a filter, counted up to a limit.';

create or replace function private.search_count_up_to(list text, filter jsonb, most integer) returns bigint
language sql stable security definer set search_path = ''
as $$ select case when private.is_admin() then private.count_up_to(list, filter, most) else 0 end $$;

comment on function private.search_count_up_to(text, jsonb, integer) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

-- Found by the measurements in docs/performance.md.

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

create or replace function private.histogram(list text, filter jsonb, bounds timestamptz[])
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  moment text := (select l.moment from private.lists l where l.list = histogram.list);
  expression text := (select f.expression from private.list_facets f join private.lists l on l.list = f.list and l.series = f.facet
    where l.list = histogram.list);
  condition text := private.list_condition(list, filter - 'since' - 'until');
  counts text;
begin
  if moment is null then
    perform private.refuse_list(array(select l.list from private.lists l where l.moment is not null order by l.list));
  end if;
  if condition = 'true' and list = any (private.lists_counted_by_hour()) and private.is_admin() then
    counts := format('select $1[c.place] as bucket, c.series, c.matches from private.counts_between(%L, $1) c', list);
  else
    counts := format('select $1[width_bucket(%1$s, $1)] as bucket, %2$s as series, count(*) as matches from %3$s where %4$s and %1$s >= $2 and %1$s < $3 group by 1, 2',
      moment, expression, private.list_source(list), condition);
  end if;
  return query execute format('
    with counted as (%s),
    ranked as (
      select c.series, row_number() over (order by sum(c.matches) desc, c.series) as place from counted c group by c.series
    )
    select c.bucket, case when r.place <= 5 then c.series else ''other'' end, sum(c.matches)::bigint
    from counted c join ranked r using (series) group by 1, 2 order by 1, 2', counts)
    using bounds, bounds[1], bounds[cardinality(bounds)];
end
$$;

comment on function private.histogram(text, jsonb, timestamptz[]) is 'What public.list_histogram returns, as far as the caller may see it.';

create or replace function private.search_histogram(list text, filter jsonb, bounds timestamptz[])
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable security definer rows 200 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query select * from private.histogram(list, filter, bounds);
  end if;
end
$$;

comment on function private.search_histogram(text, jsonb, timestamptz[]) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

create or replace function public.list_histogram(list text, filter jsonb, bounds timestamptz[])
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
begin
  perform private.check_bounds(bounds);
  if list = 'error_groups' then
    return query select * from private.error_group_histogram(filter, bounds);
  elsif private.filter_text(filter, 'q') is null then
    return query select * from private.histogram(list, filter, bounds);
  else
    return query select * from private.search_histogram(list, filter, bounds);
  end if;
end
$$;

comment on function public.list_histogram(text, jsonb, timestamptz[]) is
  'How many rows of a list fell between each bound and the next, which bucket names, split by error type (the five most frequent, the rest as other), severity or state. Empty buckets are left out; the filter''s own since and until are ignored.';

create or replace function private.check_bounds(bounds timestamptz[]) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if bounds is null or cardinality(bounds) not between 2 and 501 then
    raise exception 'bounds must be 2 to 501 times' using errcode = '22023';
  end if;
  if array_position(bounds, null) is not null or bounds <> array(select distinct b.bound from unnest(bounds) b (bound) order by 1) then
    raise exception 'each bound must be later than the one before' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_bounds(timestamptz[]) is 'Refuses times between which nothing can be counted.';

revoke execute on function
  private.check_bounds(bounds timestamp with time zone[]),
  private.count_up_to(list text, filter jsonb, most integer),
  private.histogram(list text, filter jsonb, bounds timestamp with time zone[]),
  private.search_count_up_to(list text, filter jsonb, most integer),
  private.search_histogram(list text, filter jsonb, bounds timestamp with time zone[]),
  public.count_matching(list text, filter jsonb),
  public.list_histogram(list text, filter jsonb, bounds timestamp with time zone[])
  from public, anon, authenticated, service_role;

grant execute on function
  private.check_bounds(bounds timestamp with time zone[]),
  private.count_up_to(list text, filter jsonb, most integer),
  private.histogram(list text, filter jsonb, bounds timestamp with time zone[]),
  private.search_count_up_to(list text, filter jsonb, most integer),
  private.search_histogram(list text, filter jsonb, bounds timestamp with time zone[]),
  public.count_matching(list text, filter jsonb),
  public.list_histogram(list text, filter jsonb, bounds timestamp with time zone[])
  to authenticated, service_role;
