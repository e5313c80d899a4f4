-- How long alerts wait, from one pass over what was acknowledged.

create or replace function public.acknowledgement_times(since timestamptz, until timestamptz)
returns table (dimension text, value text, acknowledged bigint, median_seconds double precision, p90_seconds double precision)
language plpgsql stable rows 40 set search_path = ''
as $$
begin
  if since is null or until is null or until <= since or until - since > interval '31 days' then
    raise exception 'until must be later than since, by 31 days at most' using errcode = '22023';
  end if;
  return query
    with waits as (
      -- Rows are counted once, and what is left of them three times.
      select a.severity, date_trunc('day', a.acknowledged_at, 'UTC') as day, a.acknowledged_by as person,
        (50 * ln(greatest(1, date_part('epoch', a.acknowledged_at - a.created_at))))::integer as length, count(*) as n
      from public.ops_alerts a
      where a.acknowledged_at >= since and a.acknowledged_at < until
      group by 1, 2, 3, 4
    ),
    counted as (
      select case when w.severity is not null then 'severity' when w.day is not null then 'day' else 'person' end as dimension,
        coalesce(w.severity, (w.day at time zone 'UTC')::date::text, w.person::text, '') as value, w.length, sum(w.n) as n
      from waits w group by grouping sets ((w.severity, w.length), (w.day, w.length), (w.person, w.length))
    ),
    ranked as (
      select c.dimension, c.value, c.length, sum(c.n) over (partition by c.dimension, c.value order by c.length) as up_to,
        sum(c.n) over (partition by c.dimension, c.value)::bigint as total
      from counted c
    )
    select r.dimension, case r.dimension when 'person' then coalesce(p.email, 'platform') else r.value end, r.total,
      exp(min(r.length) filter (where r.up_to >= 0.5 * r.total) / 50.0::double precision),
      exp(min(r.length) filter (where r.up_to >= 0.9 * r.total) / 50.0::double precision)
    from ranked r
    left join public.profiles p on r.dimension = 'person' and p.user_id::text = r.value
    group by r.dimension, r.value, r.total, p.email
    order by 1, 3 desc, 2;
end
$$;
