-- What stands beside a list: how many match, its facets, its history.

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

comment on function private.count_up_to(text, jsonb, integer) is 'How many rows of a list match a filter, counting no further than told.';

create or replace function private.search_count_up_to(list text, filter jsonb, most integer) returns bigint
language sql stable security definer set search_path = ''
as $$ select case when private.is_admin() then private.count_up_to(list, filter, most) else 0 end $$;

comment on function private.search_count_up_to(text, jsonb, integer) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

create or replace function public.count_matching(list text, filter jsonb default '{}')
returns table (matches bigint, exact boolean)
language sql stable rows 1 set search_path = ''
as $$
  select least(c.n, 10000), c.n <= 10000
  from (
    select case when private.filter_text(filter, 'q') is null then private.count_up_to(list, filter, 10001)
      else private.search_count_up_to(list, filter, 10001) end as n
  ) c
$$;

comment on function public.count_matching(text, jsonb) is
  'How many rows of a list (errors, alerts, churn, webhooks, customers) match a filter: exact up to 10,000, and no more than that beyond.';

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
    ('alerts', 'state', 'case when t.acknowledged_at is null then ''open'' else ''acknowledged'' end'),
    ('churn', 'severity', 't.severity'),
    ('churn', 'reason', 'btrim(split_part(t.reason, '':'', 1))'),
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

create or replace function private.facets(list text, filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  f record;
begin
  -- An unknown list or a malformed filter is refused whether or not there are facets to count.
  perform private.list_condition(list, filter);
  for f in select c.facet, c.expression from private.list_facet_columns(list) c loop
    return query execute format('select %L, %s, count(*) from %s where %s and %s is not null group by 2 order by 3 desc, 2',
      f.facet, f.expression, private.list_source(list), private.list_condition(list, filter - f.facet), f.expression);
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
  if private.filter_text(filter, 'q') is null then
    return query select * from private.facets(list, filter);
  else
    return query select * from private.search_facets(list, filter);
  end if;
end
$$;

comment on function public.list_facets(text, jsonb) is
  'The values of each facet of a list and how many rows have them. A facet''s counts ignore its own selection, so that the other values stay in sight.';

create or replace function private.histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  moment text := case list when 'webhooks' then 't.received_at' else 't.created_at' end;
  expression text := (
    select c.expression from private.list_facet_columns(list) c
    where c.facet = case list when 'errors' then 'type' when 'webhooks' then 'state' else 'severity' end
  );
  condition text := private.list_condition(list, filter - 'since' - 'until');
begin
  if list = 'customers' then
    raise exception 'list must be errors, alerts, churn or webhooks' using errcode = '22023';
  end if;
  if buckets is null or buckets not between 1 and 500 then
    raise exception 'buckets must be between 1 and 500' using errcode = '22023';
  end if;
  if since is null or until is null or until <= since then
    raise exception 'until must be later than since' using errcode = '22023';
  end if;
  return query execute format('
    with counted as (
      select date_bin($1, %s, $2) as bucket, %s as series, count(*) as matches
      from %s where %s and %s >= $2 and %s < $3 group by 1, 2
    ),
    ranked as (
      select c.series, row_number() over (order by sum(c.matches) desc, c.series) as place from counted c group by c.series
    )
    select c.bucket, case when r.place <= 5 then c.series else ''other'' end, sum(c.matches)::bigint
    from counted c join ranked r using (series) group by 1, 2 order by 1, 2',
    moment, expression, private.list_source(list), condition, moment, moment)
    using make_interval(secs => extract(epoch from until - since)::double precision / buckets), since, until;
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
  if private.filter_text(filter, 'q') is null then
    return query select * from private.histogram(list, filter, since, until, buckets);
  else
    return query select * from private.search_histogram(list, filter, since, until, buckets);
  end if;
end
$$;

comment on function public.list_histogram(text, jsonb, timestamptz, timestamptz, integer) is
  'How many rows of a list fell into each of so many equal buckets of a span, split by error type (the five most frequent, the rest as other), severity or state. Empty buckets are left out; the filter''s own since and until are ignored.';

create or replace function public.health_distribution() returns table (grade text, customers bigint)
language sql stable rows 5 set search_path = ''
as $$
  select g.grade, count(h.grade)
  from unnest('{A,B,C,D,F}'::text[]) g (grade)
  left join public.customer_health_scores h on h.grade = g.grade
  group by g.grade
  order by g.grade
$$;

comment on function public.health_distribution() is 'How many customers have each grade; all five grades, always.';

revoke execute on function private.list_facet_columns(text), private.count_up_to(text, jsonb, integer),
  private.search_count_up_to(text, jsonb, integer), private.facets(text, jsonb), private.search_facets(text, jsonb),
  private.histogram(text, jsonb, timestamptz, timestamptz, integer),
  private.search_histogram(text, jsonb, timestamptz, timestamptz, integer) from public;
grant execute on function private.list_facet_columns(text), private.count_up_to(text, jsonb, integer),
  private.search_count_up_to(text, jsonb, integer), private.facets(text, jsonb), private.search_facets(text, jsonb),
  private.histogram(text, jsonb, timestamptz, timestamptz, integer),
  private.search_histogram(text, jsonb, timestamptz, timestamptz, integer) to authenticated, service_role;
revoke execute on function public.count_matching(text, jsonb), public.list_facets(text, jsonb),
  public.list_histogram(text, jsonb, timestamptz, timestamptz, integer), public.health_distribution() from public, anon;
grant execute on function public.count_matching(text, jsonb), public.list_facets(text, jsonb),
  public.list_histogram(text, jsonb, timestamptz, timestamptz, integer), public.health_distribution() to authenticated, service_role;
