-- How deep the queue of webhooks was: the most that waited at any moment, not at some.

create or replace function private.depth_between(bounds timestamptz[]) returns table (place integer, deepest bigint, longest_seconds double precision)
language plpgsql stable security definer rows 100 set search_path = '' set jit = off set work_mem = '32MB'
as $$
declare
  first timestamptz := bounds[1];
  last timestamptz := bounds[cardinality(bounds)];
  final integer := cardinality(bounds) - 1;
begin
  if not private.is_admin() then
    return;
  end if;
  return query
    with waits as materialized (
      -- Those that waited long, whenever they ended; of the others those that ended in the time or just after it. What
      -- was skipped after a failure did not wait: private.webhook_ends says until when it had.
      select greatest(w.received_at, w.queued_at) as began, w.processed_at as ended from private.webhook_queue w
      where w.processed_at > first and w.processed_at is not null and case when isfinite(w.processed_at) and isfinite(greatest(w.received_at, w.queued_at))
          then w.processed_at - greatest(w.received_at, w.queued_at) > interval '1 minute' else true end
        and greatest(w.received_at, w.queued_at) < last and coalesce(w.processed_by, '') not like 'skip:%:failed'
      union all
      select greatest(w.received_at, w.queued_at), w.processed_at from private.webhook_queue w
      where w.processed_at > first and w.processed_at < last + interval '1 minute' and greatest(w.received_at, w.queued_at) < last
        and greatest(w.received_at, w.queued_at) >= w.processed_at - interval '1 minute' and w.result is distinct from 'skipped'
      union all
      select greatest(w.received_at, w.queued_at), w.processed_at from private.webhook_queue w
      where w.processed_at > first and w.processed_at < last + interval '1 minute' and greatest(w.received_at, w.queued_at) < last
        and greatest(w.received_at, w.queued_at) >= w.processed_at - interval '1 minute' and w.result = 'skipped'
        and coalesce(w.processed_by, '') not like 'skip:%:failed'
      union all
      select greatest(w.received_at, w.queued_at), null from private.webhook_queue w
      where w.processed_at is null and greatest(w.received_at, w.queued_at) < last
      union all
      select e.began, e.ended from private.webhook_ends e where e.ended > first and e.began < last
    ),
    steps as (
      select greatest(w.began, first) as moment, 1 as change from waits w where w.ended is null or w.ended > w.began
      union all
      select w.ended, -1 from waits w where w.ended < last and w.ended > w.began
      union all
      select b.bound, 0 from unnest(bounds[:final]) b (bound)
    ),
    -- What happens at the same moment is summed up together.
    levels as (select s.moment, sum(s.change) over (order by s.moment range unbounded preceding) as level from steps s),
    peaks as (select width_bucket(l.moment, bounds) as at, max(l.level) as level from levels l group by 1),
    -- A wait is longest where it ends, and at the end of every stretch that it outlasts.
    cells as (
      select greatest(width_bucket(w.began, bounds), 1) as first_at, coalesce(width_bucket(w.ended, bounds), final + 1) as ended_at,
        min(w.began) as oldest, max(w.ended - w.began) as longest
      from waits w where (w.ended is null or w.ended > w.began) and isfinite(w.began) group by 1, 2
    ),
    ages as (
      select p.at, max(date_part('epoch', case when p.at = c.ended_at then c.longest else bounds[p.at + 1] - c.oldest end)) as age
      from cells c cross join lateral generate_series(c.first_at, least(c.ended_at, final)) p (at) group by 1
    )
    select p.at, p.level::bigint, coalesce(a.age, 0)::double precision from peaks p left join ages a using (at);
end
$$;

comment on function private.depth_between(timestamptz[]) is
  'The most webhooks that waited at any moment between each bound and the next, and the longest that any of them had waited by then, exactly and from the rows, for admins.';

create or replace function private.refresh_queue_depths() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if private.is_admin() then
    perform private.refresh_hourly_counts('depth');
  end if;
end
$$;

comment on function private.refresh_queue_depths() is 'Counts the due hours of the depth of the queue, for admins; does nothing for others.';

create or replace function private.kept_depths(bounds timestamptz[]) returns table (since timestamptz, until timestamptz)
language sql stable security definer rows 1 set search_path = ''
as $$
  select k.since, k.until
  from (
    select date_bin('15 minutes', bounds[1] + interval '15 minutes' - interval '1 microsecond', 'epoch') as since,
      least(s.until, bounds[cardinality(bounds)]) as until, s.since as counted_since
    from private.counted_spans s where s.list = 'depth'
  ) k
  where k.since >= k.counted_since and k.since < k.until and k.since <= bounds[2]
    and not exists (select from private.dirty_hours d where d.list = 'depth' and d.hour < k.until)
    and not exists (select from unnest(bounds[2:]) b (bound) where b.bound < k.until and b.bound <> date_bin('15 minutes', b.bound, 'epoch'))
$$;

comment on function private.kept_depths(timestamptz[]) is
  'From when until when the depths between bounds can be read from those that are kept; no row where they cannot.';

create or replace function private.depths(bounds timestamptz[]) returns table (place integer, deepest bigint, longest_seconds double precision)
language plpgsql stable security definer rows 100 set search_path = ''
as $$
declare
  kept record;
  rest timestamptz[] := bounds;
  earlier integer := 0;
begin
  select k.since, k.until into kept from private.kept_depths(bounds) k;
  if kept.until is not null then
    rest := array[kept.until] || array(select b.bound from unnest(bounds) b (bound) where b.bound > kept.until order by 1);
    earlier := width_bucket(kept.until, bounds) - 1;
  end if;
  return query
    select d.place, max(d.deepest), max(d.longest_seconds)
    from (
      select 1 as place, h.deepest, h.longest_seconds from private.depth_between(array[bounds[1], kept.since]) h where bounds[1] < kept.since
      union all
      select width_bucket(q.quarter, bounds), q.deepest, q.longest_seconds from private.queue_depths q
      where q.quarter >= kept.since and q.quarter < kept.until and private.is_admin()
      union all
      select r.place + earlier, r.deepest, r.longest_seconds from private.depth_between(rest) r where cardinality(rest) > 1
    ) d
    group by 1 order by 1;
end
$$;

comment on function private.depths(timestamptz[]) is 'What private.depth_between returns, from kept quarters of an hour where there are any.';

create or replace function public.webhook_depth(bounds timestamptz[])
returns table (since timestamptz, until timestamptz, deepest bigint, longest_seconds double precision)
language plpgsql rows 60 set search_path = ''
as $$
begin
  perform private.check_bounds(bounds);
  perform private.check_span(bounds[1], bounds[cardinality(bounds)]);
  perform private.refresh_queue_depths();
  return query select bounds[d.place], bounds[d.place + 1], d.deepest, d.longest_seconds from private.depths(bounds) d;
end
$$;

comment on function public.webhook_depth(timestamptz[]) is
  'The most webhooks that waited at any moment between each bound and the next, and the longest that any of them had waited by then, for admins. A wait begins when a webhook is received or requeued; one that was requeued waited before as well. 31 days at most.';

create or replace function private.record_began(what text) returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select r.since from private.recorded_since r where r.what = record_began.what and private.is_admin());
end
$$;

comment on function private.record_began(text) is 'Since when something is recorded; null for everybody but admins.';

create or replace function public.webhooks_recorded_since() returns timestamptz
language sql stable set search_path = ''
as $$ select private.record_began('webhook_ends') $$;

comment on function public.webhooks_recorded_since() is
  'Since when earlier ends of requeued webhooks are kept: depth, throughput and failures before are reconstructed from the rows as they are now. Null for everybody but admins.';

revoke execute on function private.record_began(what text), private.depth_between(bounds timestamp with time zone[]), private.refresh_queue_depths(),
  private.kept_depths(bounds timestamp with time zone[]), private.depths(bounds timestamp with time zone[]),
  public.webhook_depth(bounds timestamp with time zone[]), public.webhooks_recorded_since()
  from public, anon, authenticated, service_role;

grant execute on function private.record_began(what text), private.refresh_queue_depths(), private.depths(bounds timestamp with time zone[]),
  public.webhook_depth(bounds timestamp with time zone[]), public.webhooks_recorded_since()
  to authenticated, service_role;
