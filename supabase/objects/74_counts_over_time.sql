-- Counts of a list over any periods: from hourly counts, and from the rows where an hour is not counted.
create or replace function private.pieces_of_hours(hours timestamptz[], changed timestamptz[], bounds timestamptz[], since timestamptz, until timestamptz)
returns table (hour timestamptz, place integer, begins timestamptz, ends timestamptz, rest integer)
language sql immutable rows 100 set search_path = ''
as $$
  with pieces as (
    select h.hour, p.place, greatest(h.hour, bounds[p.place], since) as begins, least(h.hour + interval '1 hour', bounds[p.place + 1], until) as ends
    from unnest(hours) h (hour)
    cross join lateral generate_series(width_bucket(h.hour, bounds), width_bucket(h.hour + interval '59 minutes 59.999999 seconds', bounds)) p (place)
  ),
  ranked as (
    select p.*, row_number() over w as rank, lead(p.place) over w as larger,
      count(*) over (partition by p.hour) = 2 and p.hour <> all (changed) and sum(p.ends - p.begins) over (partition by p.hour) = interval '1 hour' as halved
    from pieces p where p.begins < p.ends window w as (partition by p.hour order by p.ends - p.begins, p.place)
  )
  select r.hour, r.place, r.begins, r.ends, case when r.halved then r.larger end from ranked r where not (r.halved and r.rank = 2)
$$;

comment on function private.pieces_of_hours(timestamptz[], timestamptz[], timestamptz[], timestamptz, timestamptz) is
  'Which stretches of hours have to be counted from rows, and between which bounds they lie. Of an hour that one bound divides and whose count is true only the shorter piece is; rest is the place of the other one, to which the remainder belongs.';

-- Stable, so that all its statements see the same moment. Grouped without sorting, whose price for texts no planner knows.
create or replace function private.counts_between(of text, bounds timestamptz[]) returns table (place integer, series text, matches bigint)
language plpgsql stable security definer rows 500 set search_path = '' set jit = off set enable_sort = off
as $$
declare
  l record;
  s record;
  parts record;
  first timestamptz := bounds[1];
  last timestamptz := bounds[cardinality(bounds)];
  changed timestamptz[];
  apart timestamptz[];
  edges text;
begin
  if not private.is_admin() then
    return;
  end if;
  select r.source, r.moment, f.expression into l from private.lists r
    join private.list_facets f on f.list = r.list and f.facet = r.series where r.list = counts_between.of;
  -- Without hourly counts everything is counted from the rows.
  select coalesce(max(greatest(p.since, first)), last) as since, coalesce(max(greatest(least(p.until, last), p.since, first)), last) as until into s
  from private.counted_spans p where p.list = counts_between.of;
  changed := array(
    select u.hour from private.dirty_hours u where u.list = counts_between.of
    union
    select c.hour from public.error_group_deltas c where counts_between.of = 'errors' and c.events > 0 and c.hour < s.until);
  -- Those and the hours that a bound divides.
  apart := array(select date_trunc('hour', b.bound, 'UTC') from unnest(bounds) b (bound) where b.bound <> date_trunc('hour', b.bound, 'UTC')
    union select c.hour from unnest(changed) c (hour));
  select coalesce(array_agg(distinct h.hour) filter (where h.rest is null), '{}') as hours,
    coalesce(array_agg(h.hour) filter (where h.rest > h.place), '{}') as later,
    array_agg(h.begins) as begins, array_agg(h.ends) as ends, array_agg(h.place) as places, array_agg(h.rest) as rests into parts
  from private.pieces_of_hours(apart, changed, bounds, s.since, s.until) h;
  -- With the times in the text the planner knows how long each stretch is, and reads it by time.
  select string_agg(format('union all select width_bucket(%1$s, $2), coalesce(%2$s, ''''), count(*) from %3$s where %1$s >= %4$L and %1$s < %5$L group by 1, 2',
    l.moment, l.expression, l.source, e.since, e.until), ' ') into edges
  from (values (first, least(last, s.since)), (greatest(s.until, first), last)) e (since, until) where e.since < e.until;
  return query execute format('
    select c.place, c.series, sum(c.matches)::bigint from (
      select width_bucket(case when h.hour = any ($6) then h.hour + interval ''59 minutes 59.999999 seconds'' else h.hour end, $2) as place, h.series, h.matches
      from private.hourly_counts h
      where h.list = $1 and h.hour >= $3 and h.hour < $4 and h.hour + interval ''1 hour'' <= $4 and h.hour <> all ($5)
      %s
      union all
      select v.place, r.series, r.matches * v.sign
      from unnest($7, $8, $9, $10) a (begins, ends, place, rest)
      cross join lateral (select coalesce(%s, '''') as series, count(*) as matches from %s where %4$s >= a.begins and %4$s < a.ends group by 1) r
      cross join lateral (values (a.place, 1), (a.rest, -1)) v (place, sign) where v.place is not null
    ) c group by 1, 2 having sum(c.matches) <> 0', edges, l.expression, l.source, l.moment)
    using of, bounds, s.since, s.until, parts.hours, parts.later, parts.begins, parts.ends, parts.places, parts.rests;
end
$$;

comment on function private.counts_between(text, timestamptz[]) is
  'How much came into errors, alerts, webhooks or the audit log between each bound and the next, by series, for admins. Exact. Cheap where private.refresh_hourly_counts was called before.';

create or replace function private.refresh_hourly_throughput() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if private.is_admin() then
    perform private.refresh_hourly_counts('throughput');
  end if;
end
$$;

comment on function private.refresh_hourly_throughput() is 'Counts the due hours of the throughput of webhooks, for admins; does nothing for others.';

create or replace function private.throughput_between(since timestamptz, until timestamptz)
returns table (event_type text, finished bigint, failed bigint, skipped bigint, seconds double precision)
language plpgsql stable security definer rows 20 set search_path = ''
as $$
declare
  s record;
  apart timestamptz[];
  counts text;
begin
  if not private.is_admin() then
    return;
  end if;
  -- Whole hours only; without hourly counts everything is counted from the rows.
  select coalesce(max(p.since), throughput_between.until) as since, coalesce(max(greatest(p.since, p.until)), throughput_between.until) as until into s
  from (
    select greatest(p.since, date_trunc('hour', throughput_between.since + interval '1 hour' - interval '1 microsecond', 'UTC')) as since,
      least(p.until, date_trunc('hour', throughput_between.until, 'UTC')) as until
    from private.counted_spans p where p.list = 'throughput'
  ) p where p.since < p.until;
  apart := array(select distinct u.hour from private.dirty_hours u where u.list = 'throughput' and u.hour >= s.since and u.hour < s.until);
  select string_agg(format('union all
      select e.event_type, count(*), count(*) filter (where e.result = ''failed''), count(*) filter (where e.result = ''skipped''),
        coalesce(sum(date_part(''epoch'', e.ended - e.began)) filter (where e.result is distinct from ''skipped''), 0)
      from private.webhook_results e where e.ended >= %L and e.ended < %L group by 1', t.since, t.until), ' ') into counts
  from (
    select e.since, e.until from (values (throughput_between.since, s.since), (s.until, throughput_between.until)) e (since, until)
    union all
    select a.hour, a.hour + interval '1 hour' from unnest(apart) a (hour)
  ) t where t.since < t.until;
  return query execute format('
    select c.event_type, sum(c.finished)::bigint, sum(c.failed)::bigint, sum(c.skipped)::bigint, sum(c.seconds) from (
      select h.event_type, h.finished, h.failed, h.skipped, h.seconds from private.hourly_throughput h
      where h.hour >= $1 and h.hour < $2 and h.hour <> all ($3)
      %s
    ) c group by 1', counts) using s.since, s.until, apart;
end
$$;

comment on function private.throughput_between(timestamptz, timestamptz) is
  'What became of the webhooks that were processed in a time, by event type, and how long those that were not skipped had waited together, for admins: from hourly counts, and from the rows where an hour is not counted.';

create or replace function private.results_between(bounds timestamptz[]) returns table (place integer, series text, matches bigint)
language plpgsql stable security definer rows 200 set search_path = '' set jit = off
as $$
declare
  first timestamptz := bounds[1];
  last timestamptz := bounds[cardinality(bounds)];
  s record;
  apart timestamptz[];
  counts text;
begin
  if not private.is_admin() then
    return;
  end if;
  -- Whole hours that no bound divides; without hourly counts everything is counted from the rows.
  select coalesce(max(p.since), last) as since, coalesce(max(p.until), last) as until into s
  from (
    select greatest(p.since, date_trunc('hour', first + interval '1 hour' - interval '1 microsecond', 'UTC')) as since,
      least(p.until, date_trunc('hour', last, 'UTC')) as until
    from private.counted_spans p where p.list = 'throughput'
  ) p where p.since < p.until;
  apart := array(
    select u.hour from private.dirty_hours u where u.list = 'throughput' and u.hour >= s.since and u.hour < s.until
    union
    select date_trunc('hour', b.bound, 'UTC') from unnest(bounds) b (bound)
    where b.bound > s.since and b.bound < s.until and b.bound <> date_trunc('hour', b.bound, 'UTC'));
  select string_agg(format('union all
      select width_bucket(e.ended, $1), case when e.result in (''failed'', ''skipped'') then e.result else ''processed'' end, count(*)
      from private.webhook_results e where e.ended >= %L and e.ended < %L group by 1, 2', t.since, t.until), ' ') into counts
  from (
    select e.since, e.until from (values (first, s.since), (s.until, last)) e (since, until)
    union all
    select a.hour, a.hour + interval '1 hour' from unnest(apart) a (hour)
  ) t where t.since < t.until;
  return query execute format('
    select c.place, c.series, sum(c.matches)::bigint from (
      select width_bucket(h.hour, $1) as place, k.series, k.matches
      from private.hourly_throughput h
      cross join lateral (values (''processed'', h.finished - h.failed - h.skipped), (''failed'', h.failed), (''skipped'', h.skipped)) k (series, matches)
      where h.hour >= $2 and h.hour < $3 and h.hour <> all ($4) and k.matches > 0
      %s
    ) c group by 1, 2', counts) using bounds, s.since, s.until, apart;
end
$$;

comment on function private.results_between(timestamptz[]) is
  'How many webhooks were processed, failed or skipped between each bound and the next, for admins: those that were requeued count each time they ended.';

revoke execute on function private.results_between(bounds timestamp with time zone[]), private.counts_between(of text, bounds timestamp with time zone[]),
  private.pieces_of_hours(hours timestamp with time zone[], changed timestamp with time zone[], bounds timestamp with time zone[], since timestamp with time zone, until timestamp with time zone),
  private.refresh_hourly_throughput(),
  private.throughput_between(since timestamp with time zone, until timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function private.results_between(bounds timestamp with time zone[]), private.counts_between(of text, bounds timestamp with time zone[]),
  private.refresh_hourly_throughput(),
  private.throughput_between(since timestamp with time zone, until timestamp with time zone)
  to authenticated, service_role;
