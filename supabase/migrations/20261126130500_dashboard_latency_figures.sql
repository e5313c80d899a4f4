-- What the latency page asks: percentiles of each endpoint, over time, and the worst requests.

create or replace function private.check_latency_period(width integer, since timestamptz, until timestamptz) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only admins see latency' using errcode = '42501';
  end if;
  if width is null or width not in (300, 3600, 21600, 86400) then
    raise exception 'width must be 300, 3600, 21600 or 86400 seconds' using errcode = '22023';
  end if;
  if since is null or until is null or until <= since or extract(epoch from until - since) > width * 400.0 then
    raise exception 'until must be later than since, by 400 slots at most' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_latency_period(integer, timestamptz, timestamptz) is 'Refuses whoever is no admin, and periods that no page asks for.';

create or replace function private.latency_cells(wanted integer, since timestamptz, until timestamptz)
returns table (slot timestamptz, endpoint text, method text, step integer, requests numeric, slow numeric)
language sql stable set search_path = ''
as $$
  select r.slot, r.endpoint, r.method, r.step::integer, r.requests::numeric, r.slow::numeric
  from private.latency_rollup r where r.width = wanted and r.slot >= since and r.slot < until
  union all
  select date_bin(make_interval(secs => wanted), c.slot, '2000-01-01 00:00+00'), c.endpoint, c.method, c.step::integer, c.requests::numeric, c.slow::numeric
  from private.latency_changes c where c.slot >= since and c.slot < until
$$;

comment on function private.latency_cells(integer, timestamptz, timestamptz) is 'Requests per slot, endpoint, method and step: totals plus the changes that are not folded yet.';

create or replace function private.latency_endpoints(width integer, since timestamptz, until timestamptz)
returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer,
  previous_requests bigint, previous_slow bigint, previous_p95 integer, trend integer[])
language plpgsql volatile security definer rows 100 set search_path = ''
as $$
begin
  perform private.check_latency_period(width, since, until);
  perform private.settle_latency();
  return query
  with cells as materialized (
    select c.slot, c.endpoint, c.method, c.step, c.requests, c.slow, c.slot >= latency_endpoints.since as is_now
    from private.latency_cells(latency_endpoints.width, latency_endpoints.since - (latency_endpoints.until - latency_endpoints.since), latency_endpoints.until) c
  ), steps as (
    select c.endpoint, c.method, c.step, c.is_now, sum(c.requests) as requests, sum(c.slow) as slow
    from cells c group by grouping sets ((c.endpoint, c.method, c.step, c.is_now), (c.step, c.is_now))
  ), reached as (
    select s.*, sum(s.requests) over (partition by s.endpoint, s.method, s.is_now order by s.step) as so_far,
      sum(s.requests) over (partition by s.endpoint, s.method, s.is_now) as total
    from steps s
  ), figures as (
    select r.endpoint, r.method, r.is_now, max(r.total)::bigint as requests, sum(r.slow)::bigint as slow,
      private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.50 * r.total))) as p50,
      private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.95 * r.total))) as p95,
      private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.99 * r.total))) as p99
    from reached r where r.total > 0 group by 1, 2, 3
  ), slot_steps as (
    select c.endpoint, c.method, c.slot, c.step,
      sum(sum(c.requests)) over (partition by c.endpoint, c.method, c.slot order by c.step) as so_far,
      sum(sum(c.requests)) over (partition by c.endpoint, c.method, c.slot) as total
    from cells c where c.is_now group by 1, 2, 3, 4
  ), slots as (
    select s.endpoint, s.method, s.slot, private.step_duration(min(s.step) filter (where s.so_far >= ceil(0.95 * s.total))) as p95
    from slot_steps s where s.total > 0 group by 1, 2, 3
  ), trends as (
    select t.endpoint, t.method, array_agg(t.p95 order by t.slot) as trend from slots t group by 1, 2
  )
  select f.endpoint, nullif(f.method, ''), f.requests, f.slow, f.p50, f.p95, f.p99,
    coalesce(p.requests, 0), coalesce(p.slow, 0), p.p95, coalesce(t.trend, '{}')
  from figures f
  left join figures p on not p.is_now and p.endpoint is not distinct from f.endpoint and p.method is not distinct from f.method
  left join trends t on t.endpoint = f.endpoint and t.method = f.method
  where f.is_now
  order by f.endpoint nulls first, f.method;
end
$$;

comment on function private.latency_endpoints(integer, timestamptz, timestamptz) is 'What public.latency_endpoints returns.';

create or replace function public.latency_endpoints(width integer, since timestamptz, until timestamptz)
returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer,
  previous_requests bigint, previous_slow bigint, previous_p95 integer, trend integer[])
language sql volatile rows 100 set search_path = ''
as $$ select * from private.latency_endpoints(width, since, until) $$;

comment on function public.latency_endpoints(integer, timestamptz, timestamptz) is
  'Requests, slow ones, and p50, p95, p99 in milliseconds of every endpoint and method between two moments, all together in the row without an endpoint; the same of as long a period before; and the p95 of each slot that had requests. Counts are exact, percentiles within 2 %. width: the slots'' length in seconds.';

create or replace function private.latency_over_time(width integer, since timestamptz, until timestamptz, endpoint text, method text)
returns table (slot timestamptz, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer)
language plpgsql volatile security definer rows 100 set search_path = ''
as $$
begin
  perform private.check_latency_period(width, since, until);
  perform private.settle_latency();
  return query
  with steps as (
    select c.slot, c.step, sum(c.requests) as requests, sum(c.slow) as slow
    from private.latency_cells(latency_over_time.width, latency_over_time.since, latency_over_time.until) c
    where (latency_over_time.endpoint is null or c.endpoint = latency_over_time.endpoint)
      and (latency_over_time.method is null or c.method = latency_over_time.method)
    group by 1, 2
  ), reached as (
    select s.*, sum(s.requests) over (partition by s.slot order by s.step) as so_far, sum(s.requests) over (partition by s.slot) as total
    from steps s
  )
  select r.slot, max(r.total)::bigint, sum(r.slow)::bigint,
    private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.50 * r.total))),
    private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.95 * r.total))),
    private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.99 * r.total)))
  from reached r where r.total > 0 group by r.slot order by r.slot;
end
$$;

comment on function private.latency_over_time(integer, timestamptz, timestamptz, text, text) is 'What public.latency_over_time returns.';

create or replace function public.latency_over_time(width integer, since timestamptz, until timestamptz, endpoint text default null, method text default null)
returns table (slot timestamptz, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer)
language sql volatile rows 100 set search_path = ''
as $$ select * from private.latency_over_time(width, since, until, endpoint, method) $$;

comment on function public.latency_over_time(integer, timestamptz, timestamptz, text, text) is
  'The figures of public.latency_endpoints for each slot that had requests, of all endpoints or of one.';

create or replace function public.latency_worst(since timestamptz, until timestamptz, of_endpoint text default null, of_method text default null,
  cursor_duration integer default null, cursor_id uuid default null, page_size integer default 20)
returns table (id uuid, endpoint text, method text, duration_ms integer, status_code integer, is_slow boolean, request_id text,
  created_at timestamptz, user_id uuid, business_name text)
language plpgsql stable rows 20 set search_path = ''
as $$
begin
  if page_size is null or page_size not between 1 and 200 then
    raise exception 'page_size must be between 1 and 200' using errcode = '22023';
  end if;
  return query execute format('
    select l.id, l.endpoint, l.method, l.duration_ms, l.status_code, l.is_slow, l.request_id, l.created_at, l.user_id, p.business_name
    from unnest(%s) e (endpoint)
    cross join lateral (
      select l.* from public.latency_logs l
      where l.endpoint = e.endpoint and l.created_at >= $1 and l.created_at < $2 %s %s
      order by l.duration_ms desc, l.id desc limit %s
    ) l
    left join public.profiles p on p.user_id = l.user_id
    order by l.duration_ms desc, l.id desc limit %s',
    case when of_endpoint is null then 'private.distinct_values(''public.latency_logs'', ''endpoint'', 200)' else 'array[$3]' end,
    case when of_method is null then '' else 'and l.method = $4' end,
    case when cursor_id is null then '' else 'and (l.duration_ms, l.id) < ($5, $6)' end, page_size, page_size)
    using since, until, of_endpoint, of_method, cursor_duration, cursor_id;
end
$$;

comment on function public.latency_worst(timestamptz, timestamptz, text, text, integer, uuid, integer) is
  'The requests that took longest between two moments, of all endpoints or of one; the next page starts after the last one''s duration and id.';

revoke execute on function private.check_latency_period(integer, timestamptz, timestamptz), private.latency_cells(integer, timestamptz, timestamptz),
  private.latency_endpoints(integer, timestamptz, timestamptz), private.latency_over_time(integer, timestamptz, timestamptz, text, text) from public;
grant execute on function private.latency_endpoints(integer, timestamptz, timestamptz),
  private.latency_over_time(integer, timestamptz, timestamptz, text, text) to authenticated, service_role;
revoke execute on function public.latency_endpoints(integer, timestamptz, timestamptz),
  public.latency_over_time(integer, timestamptz, timestamptz, text, text),
  public.latency_worst(timestamptz, timestamptz, text, text, integer, uuid, integer) from public, anon;
grant execute on function public.latency_endpoints(integer, timestamptz, timestamptz),
  public.latency_over_time(integer, timestamptz, timestamptz, text, text),
  public.latency_worst(timestamptz, timestamptz, text, text, integer, uuid, integer) to authenticated, service_role;
