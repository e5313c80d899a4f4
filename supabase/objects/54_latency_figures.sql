-- The latency page's figures: percentiles of each endpoint, over time, and the slowest requests.
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
  if extract(epoch from since) % least(width, 3600) <> 0 or extract(epoch from until) % least(width, 3600) <> 0 then
    raise exception 'since and until must be full hours, or full five minutes where slots are shorter' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_latency_period(integer, timestamptz, timestamptz) is 'Refuses callers who are not admins, and periods that no page asks for.';

create or replace function private.latency_pending(wanted integer, since timestamptz, until timestamptz)
returns table (slot timestamptz, endpoint text, method text, step integer, requests numeric, slow numeric)
language plpgsql stable set search_path = ''
as $$
declare
  f private.latency_frontier;
begin
  select * into f from private.latency_frontier;
  return query
  with pending as (
    select c.slot, c.endpoint, c.method, c.step, c.requests, c.slow from private.latency_deltas c
    where c.epoch = f.epoch
      and (c.logged_at is null or c.logged_at >= f.counted_from and (c.written_by is null or c.written_by < f.counted_to))
    union all
    select private.latency_slot(l.created_at), left(l.endpoint, 500), coalesce(left(l.method, 50), ''), private.latency_step(l.duration_ms), 1, (l.is_slow is true)::integer
    from private.latency_logs l
    where l.written_by >= f.counted_to and l.created_at >= f.counted_from and private.latency_slot(l.created_at) is not null and l.endpoint is not null and l.duration_ms is not null
  )
  select date_bin(make_interval(secs => wanted), p.slot, '2000-01-01 00:00+00') as slot, e.endpoint, e.method, p.step::integer, sum(p.requests)::numeric, sum(p.slow)::numeric
  from pending p cross join lateral (values (p.endpoint, p.method), ('*', '')) e (endpoint, method)
  where p.slot >= since and p.slot < until
  group by 1, 2, 3, 4;
end
$$;

comment on function private.latency_pending(integer, timestamptz, timestamptz) is
  'Requests per slot, endpoint, method and step that the totals lack: those of transactions that were open when changes were last applied, and changes since.';

create or replace function private.latency_parts(width integer, since timestamptz, until timestamptz)
returns table (width integer, since timestamptz, until timestamptz)
language sql stable rows 5 set search_path = ''
as $$
  with spans as (
    select latency_parts.width as w, latency_parts.since as starts, latency_parts.until as ends
    union all
    select u.w, date_bin(make_interval(secs => u.w), latency_parts.since + make_interval(secs => u.w) - interval '1 microsecond', '2000-01-01 00:00+00'),
      date_bin(make_interval(secs => u.w), latency_parts.until, '2000-01-01 00:00+00')
    from unnest('{3600,21600,86400,864000}'::integer[]) u (w) where u.w > latency_parts.width
  ), nested as (
    select s.*, lead(s.starts) over (order by s.w) as inner_starts, lead(s.ends) over (order by s.w) as inner_ends from spans s where s.starts < s.ends
  )
  select n.w, p.starts, p.ends from nested n
  cross join lateral (values (n.starts, coalesce(n.inner_starts, n.ends)), (n.inner_ends, n.ends)) p (starts, ends)
  where p.starts < p.ends
$$;

comment on function private.latency_parts(integer, timestamptz, timestamptz) is
  'A period in the fewest slots that it is made of: ten days where they fit, at its ends days, hours, and what its own slots leave.';

create or replace function private.latency_slot_figures(wanted integer, since timestamptz, until timestamptz)
returns table (slot timestamptz, endpoint text, method text, percentiles integer[])
language sql stable set search_path = ''
as $$
  with pending as materialized (
    select p.* from private.latency_pending(wanted, since, until) p
  ), touched as materialized (
    select distinct p.slot, p.endpoint, p.method from pending p
  )
  select s.slot, s.endpoint, s.method, s.percentiles from private.latency_slots s
  where s.width = wanted and s.slot >= since and s.slot < until
    and not exists (select from touched t where (t.slot, t.endpoint, t.method) = (s.slot, s.endpoint, s.method))
  union all
  select c.slot, c.endpoint, c.method, private.step_percentiles(array_agg(c.step), array_agg(c.requests))
  from (
    select r.slot, r.endpoint, r.method, r.step::integer, r.requests::numeric
    from touched t join private.latency_rollup r on (r.width, r.slot, r.endpoint, r.method) = (wanted, t.slot, t.endpoint, t.method)
    union all
    select p.slot, p.endpoint, p.method, p.step, p.requests from pending p
  ) c
  group by 1, 2, 3
  having sum(c.requests) > 0
$$;

comment on function private.latency_slot_figures(integer, timestamptz, timestamptz) is
  'Percentiles of every slot, of each endpoint: as stored, or computed where changes are pending.';

create or replace function private.latency_endpoints(width integer, since timestamptz, until timestamptz)
returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer,
  previous_requests bigint, previous_slow bigint, previous_p50 integer, previous_p95 integer, previous_p99 integer, trend integer[])
language plpgsql volatile security definer rows 100 set search_path = ''
as $$
#variable_conflict use_column
declare
  began constant timestamptz := latency_endpoints.since - (latency_endpoints.until - latency_endpoints.since);
  -- A period that begins with a day of the viewer's begins within a slot of a day.
  base constant integer := least(latency_endpoints.width, 3600);
begin
  perform private.check_latency_period(width, since, until);
  perform private.refresh_latency();
  return query
  with cells as (
    select r.endpoint, r.method, p.is_now, r.step::integer, r.requests::numeric, r.slow::numeric
    from (
      select n.*, true as is_now from private.latency_parts(base, latency_endpoints.since, latency_endpoints.until) n
      union all
      select b.*, false from private.latency_parts(base, began, latency_endpoints.since) b
    ) p
    join private.latency_rollup r on r.width = p.width and r.slot >= p.since and r.slot < p.until
    union all
    select p.endpoint, p.method, p.slot >= latency_endpoints.since, p.step, p.requests, p.slow
    from private.latency_pending(base, began, latency_endpoints.until) p
  ), steps as (
    select c.endpoint, c.method, c.is_now, c.step, sum(c.requests) as requests, sum(c.slow) as slow from cells c group by 1, 2, 3, 4
  ), figures as (
    select s.endpoint, s.method, s.is_now, sum(s.requests)::bigint as requests, sum(s.slow)::bigint as slow,
      private.step_percentiles(array_agg(s.step), array_agg(s.requests)) as percentiles
    from steps s group by 1, 2, 3 having sum(s.requests) > 0
  ), trends as (
    select t.endpoint, t.method, array_agg(t.percentiles[2] order by t.slot) as trend
    from private.latency_slot_figures(latency_endpoints.width,
      date_bin(make_interval(secs => latency_endpoints.width), latency_endpoints.since, '2000-01-01 00:00+00'), latency_endpoints.until) t group by 1, 2
  )
  select nullif(f.endpoint, '*'), nullif(f.method, ''), f.requests, f.slow, f.percentiles[1], f.percentiles[2], f.percentiles[3],
    coalesce(p.requests, 0), coalesce(p.slow, 0), p.percentiles[1], p.percentiles[2], p.percentiles[3], case when f.endpoint = '*' then '{}' else coalesce(t.trend, '{}') end
  from figures f
  left join figures p on not p.is_now and (p.endpoint, p.method) = (f.endpoint, f.method)
  left join trends t on (t.endpoint, t.method) = (f.endpoint, f.method)
  where f.is_now
  order by f.endpoint <> '*', f.endpoint, f.method;
end
$$;

comment on function private.latency_endpoints(integer, timestamptz, timestamptz) is 'What public.latency_endpoints returns.';

create or replace function public.latency_endpoints(width integer, since timestamptz, until timestamptz)
returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer,
  previous_requests bigint, previous_slow bigint, previous_p50 integer, previous_p95 integer, previous_p99 integer, trend integer[])
language sql volatile rows 100 set search_path = ''
as $$ select * from private.latency_endpoints(width, since, until) $$;

comment on function public.latency_endpoints(integer, timestamptz, timestamptz) is
  'Requests, slow ones, and p50, p95, p99 in milliseconds of every endpoint and method between two moments, all together in the row without an endpoint; the same of as long a period before; and the p95 of each slot in UTC that had requests. Counts are exact, percentiles within 2 %. width: the slots'' length in seconds. since and until are full hours, with slots of five minutes full five minutes.';

create or replace function private.latency_over_time(bounds timestamptz[], endpoint text, method text)
returns table (slot timestamptz, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer)
language plpgsql volatile security definer rows 100 set search_path = ''
as $$
declare
  since constant timestamptz := bounds[1];
  until constant timestamptz := bounds[cardinality(bounds)];
  of_endpoint constant text := coalesce(latency_over_time.endpoint, '*');
  of_method constant text := coalesce(latency_over_time.method, '');
  -- Slots of five minutes are kept for two days.
  base constant integer := case when since >= now() - interval '1 day' then 300 else 3600 end;
begin
  perform private.check_latency_period(86400, date_trunc('day', now()), date_trunc('day', now()) + interval '1 day');
  perform private.check_bounds(bounds);
  if exists (select from unnest(bounds) b (bound) where extract(epoch from b.bound) % base <> 0) then
    raise exception 'bounds must be full hours, or within the last day full five minutes' using errcode = '22023';
  end if;
  perform private.refresh_latency();
  return query
  with cells as (
    select s.place, r.step::integer, r.requests::numeric, r.slow::numeric
    from generate_series(1, cardinality(bounds) - 1) s (place)
    cross join lateral private.latency_parts(base, bounds[s.place], bounds[s.place + 1]) p
    cross join lateral generate_series(p.since, p.until - make_interval(secs => p.width), make_interval(secs => p.width)) g (slot)
    -- One slot at a time: the offset keeps the planner from reading all of them for a join.
    cross join lateral (
      select l.step, l.requests, l.slow from private.latency_rollup l
      where l.width = p.width and l.slot = g.slot and l.endpoint = of_endpoint and l.method = of_method offset 0
    ) r
    union all
    select width_bucket(p.slot, bounds), p.step, p.requests, p.slow
    from private.latency_pending(base, since, until) p where p.endpoint = of_endpoint and p.method = of_method
  ), steps as (
    select c.place, c.step, sum(c.requests) as requests, sum(c.slow) as slow from cells c group by 1, 2
  )
  select f.slot, f.requests, f.slow, f.percentiles[1], f.percentiles[2], f.percentiles[3]
  from (
    select bounds[s.place] as slot, sum(s.requests)::bigint as requests, sum(s.slow)::bigint as slow,
      private.step_percentiles(array_agg(s.step), array_agg(s.requests)) as percentiles
    from steps s group by s.place having sum(s.requests) > 0
  ) f
  order by 1;
end
$$;

comment on function private.latency_over_time(timestamptz[], text, text) is 'What public.latency_over_time returns.';

create or replace function public.latency_over_time(bounds timestamptz[], endpoint text default null, method text default null)
returns table (slot timestamptz, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer)
language sql volatile rows 100 set search_path = ''
as $$ select * from private.latency_over_time(bounds, endpoint, method) $$;

comment on function public.latency_over_time(timestamptz[], text, text) is
  'The figures of public.latency_endpoints between each bound and the next, of all endpoints, or of one and its method (none: of requests that name none); slot names the bound before. Stretches without requests are left out. Bounds are full hours, within the last day full five minutes.';

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
  -- distinct_values answers in the collation of names, in which no index could find them.
  return query execute format('
    select l.id, l.endpoint, l.method, l.duration_ms, l.status_code, l.is_slow, l.request_id, l.created_at, l.user_id, p.business_name
    from unnest(%s) e (endpoint)
    cross join lateral (
      select l.* from private.latency_logs l
      where l.endpoint = e.endpoint collate "default" and l.created_at >= $1 and l.created_at < $2 %s %s
      order by l.duration_ms desc, l.id desc limit %s
    ) l
    left join private.profiles p on p.user_id = l.user_id
    order by l.duration_ms desc, l.id desc limit %s',
    case when of_endpoint is null then 'private.distinct_values(''private.latency_logs'', ''endpoint'', 200)' else 'array[$3]' end,
    case when of_method is null then '' else 'and l.method = $4' end,
    case when cursor_id is null then '' else 'and (l.duration_ms, l.id) < ($5, $6)' end, page_size, page_size)
    using since, until, of_endpoint, of_method, cursor_duration, cursor_id;
end
$$;

comment on function public.latency_worst(timestamptz, timestamptz, text, text, integer, uuid, integer) is
  'The requests that took longest between two moments, of all endpoints or of one; the next page starts after the last one''s duration and id.';

revoke execute on function
  private.check_latency_period(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_over_time(bounds timestamp with time zone[], endpoint text, method text),
  private.latency_parts(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_pending(wanted integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_slot_figures(wanted integer, since timestamp with time zone, until timestamp with time zone),
  public.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  public.latency_over_time(bounds timestamp with time zone[], endpoint text, method text),
  public.latency_worst(since timestamp with time zone, until timestamp with time zone, of_endpoint text, of_method text, cursor_duration integer, cursor_id uuid, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function
  private.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_over_time(bounds timestamp with time zone[], endpoint text, method text),
  public.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  public.latency_over_time(bounds timestamp with time zone[], endpoint text, method text),
  public.latency_worst(since timestamp with time zone, until timestamp with time zone, of_endpoint text, of_method text, cursor_duration integer, cursor_id uuid, page_size integer)
  to authenticated, service_role;
