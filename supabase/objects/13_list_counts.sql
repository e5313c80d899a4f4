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

create or replace function private.histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  moment text := (select l.moment from private.lists l where l.list = histogram.list);
  expression text := (select f.expression from private.list_facets f join private.lists l on l.list = f.list and l.series = f.facet
    where l.list = histogram.list);
  condition text := private.list_condition(list, filter - 'since' - 'until');
  width interval;
  counts text;
begin
  if moment is null then
    perform private.refuse_list(array(select l.list from private.lists l where l.moment is not null order by l.list));
  end if;
  perform private.check_buckets(since, until, buckets);
  width := make_interval(secs => extract(epoch from until - since)::double precision / buckets);
  if condition = 'true' and list = any (private.lists_counted_by_hour()) and private.is_admin() then
    counts := format('select $2 + (c.place - 1) * $1 as bucket, c.series, c.matches from private.counts_between(%L, $4) c', list);
  else
    counts := format('select date_bin($1, %1$s, $2) as bucket, %2$s as series, count(*) as matches from %3$s where %4$s and %1$s >= $2 and %1$s < $3 group by 1, 2',
      moment, expression, private.list_source(list), condition);
  end if;
  return query execute format('
    with counted as (%s),
    ranked as (
      select c.series, row_number() over (order by sum(c.matches) desc, c.series) as place from counted c group by c.series
    )
    select c.bucket, case when r.place <= 5 then c.series else ''other'' end, sum(c.matches)::bigint
    from counted c join ranked r using (series) group by 1, 2 order by 1, 2', counts)
    using width, since, until, array(select since + n * width from generate_series(0, buckets - 1) n) || until;
end
$$;

comment on function private.histogram(text, jsonb, timestamptz, timestamptz, integer) is 'What public.list_histogram returns, as far as the caller may see it.';

create or replace function private.search_histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable security definer rows 200 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query select * from private.histogram(list, filter, since, until, buckets);
  end if;
end
$$;

comment on function private.search_histogram(text, jsonb, timestamptz, timestamptz, integer) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

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

comment on function public.list_histogram(text, jsonb, timestamptz, timestamptz, integer) is
  'How many rows of a list fell into each of so many equal buckets of a span, split by error type (the five most frequent, the rest as other), severity or state. Empty buckets are left out; the filter''s own since and until are ignored.';

create or replace function private.check_buckets(since timestamptz, until timestamptz, buckets integer) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if buckets is null or buckets not between 1 and 500 then
    raise exception 'buckets must be between 1 and 500' using errcode = '22023';
  end if;
  if since is null or until is null or until <= since then
    raise exception 'until must be later than since' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_buckets(timestamptz, timestamptz, integer) is 'Refuses a stretch of time that cannot be divided into buckets.';

revoke execute on function
  private.check_buckets(since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.count_up_to(list text, filter jsonb, most integer),
  private.histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.search_count_up_to(list text, filter jsonb, most integer),
  private.search_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.count_matching(list text, filter jsonb),
  public.list_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer)
  from public, anon, authenticated, service_role;

grant execute on function
  private.check_buckets(since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.count_up_to(list text, filter jsonb, most integer),
  private.histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.search_count_up_to(list text, filter jsonb, most integer),
  private.search_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.count_matching(list text, filter jsonb),
  public.list_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer)
  to authenticated, service_role;
