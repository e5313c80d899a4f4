-- The depth and throughput of the webhook queue.

create or replace function private.check_span(since timestamptz, until timestamptz) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if since is null or until is null or until <= since then
    raise exception 'until must be later than since' using errcode = '22023';
  end if;
  if until - since > interval '31 days' then
    raise exception 'from since to until may be 31 days at most' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_span(timestamptz, timestamptz) is 'Refuses a time that does not run forwards, or is longer than 31 days.';

create or replace function public.webhook_depth(since timestamptz, until timestamptz, buckets integer default 60)
returns table (at timestamptz, depth bigint, oldest_seconds double precision)
language plpgsql stable rows 60 set search_path = '' set jit = off
as $$
declare
  step interval;
  seconds double precision;
begin
  perform private.check_span(since, until);
  if buckets is null or buckets not between 1 and 200 then
    raise exception 'buckets must be between 1 and 200' using errcode = '22023';
  end if;
  -- In floating point throughout: a week's webhooks are divided by it.
  seconds := date_part('epoch', until - since) / buckets;
  step := make_interval(secs => seconds);
  return query
    with moments as (select m.place, since + step * m.place as moment from generate_series(0, buckets) m (place)),
    waits as (
      select greatest(w.received_at, w.queued_at) as began, w.processed_at as ended from private.webhook_queue w
      where w.processed_at > since and w.processed_at is not null and case when isfinite(w.processed_at) and isfinite(greatest(w.received_at, w.queued_at))
        then w.processed_at - greatest(w.received_at, w.queued_at) > interval '1 minute' else true end
      union all
      select greatest(w.received_at, w.queued_at), null from private.webhook_queue w where w.processed_at is null
    ),
    -- The first and the last of the moments at which each waited.
    cells as (
      select ceil(date_part('epoch', greatest(w.began, since) - since) / seconds)::integer as first_at,
        least(ceil(date_part('epoch', least(w.ended, until + step) - since) / seconds) - 1, buckets)::integer as last_at,
        count(*) as waiting, min(w.began) as oldest
      from waits w where w.began <= until
      group by 1, 2
    ),
    waiting as (
      select m.place, c.waiting, c.oldest from moments m join cells c on m.place between c.first_at and c.last_at
      union all
      -- A webhook that waited a minute at most, and was waiting at a moment, was processed within a minute of it.
      select m.place, s.waiting, s.oldest
      from moments m cross join lateral (
        select count(*) as waiting, min(greatest(w.received_at, w.queued_at)) as oldest from private.webhook_queue w
        where w.processed_at > m.moment and w.processed_at <= m.moment + interval '1 minute' and greatest(w.received_at, w.queued_at) <= m.moment
          and greatest(w.received_at, w.queued_at) >= w.processed_at - interval '1 minute'
      ) s where s.waiting > 0
    )
    select m.moment, coalesce(sum(w.waiting), 0)::bigint, coalesce(extract(epoch from m.moment - min(w.oldest)), 0)::double precision
    from moments m left join waiting w using (place)
    group by m.place, m.moment order by m.place;
end
$$;

comment on function public.webhook_depth(timestamptz, timestamptz, integer) is
  'How many webhooks waited at evenly spaced moments, and how long the oldest of them had by then. One that was requeued counts from its requeue. 31 days at most.';

create or replace function public.webhook_throughput(since timestamptz, until timestamptz)
returns table (event_type text, settled bigint, failed bigint, skipped bigint, mean_seconds double precision)
language plpgsql rows 20 set search_path = ''
as $$
begin
  perform private.check_span(since, until);
  if private.is_admin() then
    perform private.refresh_hourly_throughput();
    return query
      select t.event_type, t.settled, t.failed, t.skipped, t.seconds / t.settled from private.throughput_between(since, until) t
      order by 2 desc, 1 limit 50;
  else
    return query
      select w.event_type, count(*), count(*) filter (where w.result = 'failed'), count(*) filter (where w.result = 'skipped'),
        avg(date_part('epoch', w.processed_at - greatest(w.received_at, w.queued_at)))
      from private.webhook_queue w where w.processed_at >= since and w.processed_at < until
      group by 1 order by 2 desc, 1 limit 50;
  end if;
end
$$;

comment on function public.webhook_throughput(timestamptz, timestamptz) is
  'Webhooks that ended in a time, by event type: how many, how many failed or were skipped, and how long they had waited and taken on average. 31 days at most; the 50 busiest types.';

create or replace function public.last_processed_like(id uuid) returns table (id uuid, received_at timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select o.id, o.received_at
  from (
    select n.id, n.received_at, n.processed_at, n.result from private.webhook_queue n
    where n.event_type = (select w.event_type from private.webhook_queue w where w.id = last_processed_like.id) and n.id <> last_processed_like.id
    order by n.received_at desc, n.id desc limit 2000
  ) o
  where o.processed_at is not null and o.result is distinct from 'failed' and o.result is distinct from 'skipped'
  order by o.received_at desc, o.id desc limit 1
$$;

comment on function public.last_processed_like(uuid) is 'The newest processed webhook of the same event type, among the latest 2,000 of the type.';

create or replace function public.webhook_payload(id uuid) returns text
language sql stable set search_path = ''
as $$ select w.raw_payload::text from private.webhook_queue w where w.id = webhook_payload.id $$;

comment on function public.webhook_payload(uuid) is 'A payload as text, so that nothing on the way needs to understand it, however deep it is.';

revoke execute on function private.check_span(since timestamp with time zone, until timestamp with time zone),
  public.last_processed_like(id uuid),
  public.webhook_depth(since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.webhook_payload(id uuid),
  public.webhook_throughput(since timestamp with time zone, until timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function private.check_span(since timestamp with time zone, until timestamp with time zone),
  public.last_processed_like(id uuid),
  public.webhook_depth(since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.webhook_payload(id uuid),
  public.webhook_throughput(since timestamp with time zone, until timestamp with time zone)
  to authenticated, service_role;
