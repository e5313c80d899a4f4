-- Storms: many alerts of one type in a short time, acknowledged as one; and times to acknowledge.
create or replace function public.list_alert_storms(filter jsonb default '{}', most integer default 20)
returns table (alert_type text, severity text, alerts bigint, customers bigint, first_at timestamptz, last_at timestamptz,
  message text, heights integer[])
language plpgsql stable rows 5 set search_path = ''
as $$
begin
  if most is null or most not between 1 and 50 then
    raise exception 'most must be between 1 and 50' using errcode = '22023';
  end if;
  return query execute format('
    with waiting as (
      select t.alert_type, t.user_id, t.created_at, t.id,
        case t.severity when ''critical'' then 1 when ''warning'' then 2 else 3 end as rank,
        case when t.created_at - lag(t.created_at) over (partition by t.alert_type order by t.created_at, t.id) > interval ''15 minutes''
          then 1 else 0 end as starts
      from private.ops_alerts t where %s and t.acknowledged_at is null
    ),
    bursts as (
      select w.*, sum(w.starts) over (partition by w.alert_type order by w.created_at, w.id) as burst from waiting w
    ),
    storms as (
      select b.alert_type, min(b.rank) as rank, count(*) as alerts, count(distinct b.user_id) as customers,
        min(b.created_at) as first_at, max(b.created_at) as last_at,
        array_agg(extract(epoch from b.created_at)) as moments
      from bursts b group by b.alert_type, b.burst having count(*) >= 5
      order by 2, 5, 1 limit %s
    )
    select s.alert_type, (array[''critical'', ''warning'', ''info''])[s.rank], s.alerts, s.customers, s.first_at, s.last_at,
      (select left(t.message, 400) from private.ops_alerts t
        where t.alert_type = s.alert_type and t.created_at = s.last_at and t.acknowledged_at is null limit 1),
      array(select count(m.moment)::integer
        from generate_series(0, 15) g
        left join unnest(s.moments) m (moment) on least(15, floor(16 * (m.moment - extract(epoch from s.first_at))
          / greatest(1, extract(epoch from s.last_at - s.first_at)))) = g
        group by g order by g)
    from storms s order by s.rank, s.first_at, s.alert_type',
    private.alerts_condition(filter || '{"state": "open"}'), most);
end
$$;

comment on function public.list_alert_storms(jsonb, integer) is
  'Storms among the open alerts that nobody has acknowledged: five or more of one type, each at most 15 minutes after the one before. The worst first, then the oldest. customers does not count the platform''s own; heights is the storm''s course in 16 equal parts. filter: as of list_alerts, its state aside.';

create or replace function private.storm_condition(alert_type text, first_at timestamptz, last_at timestamptz, filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select format('%s and t.acknowledged_at is null and t.created_at between %L and %L',
    private.alerts_condition(filter || jsonb_build_object('state', 'open', 'type', jsonb_build_array(private.required_text('alert_type', alert_type)))),
    first_at, last_at)
$$;

comment on function private.storm_condition(text, timestamptz, timestamptz, jsonb) is 'The condition on ops_alerts t of the alerts of a storm that are still open.';

create or replace function private.acknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, filter jsonb)
returns table (outcome text, alerts bigint, happened_at timestamptz, actor_email text)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  condition text;
  n bigint;
begin
  perform private.begin_act();
  if first_at is null or last_at is null or last_at < first_at then
    raise exception 'last_at must not be before first_at' using errcode = '22023';
  end if;
  condition := private.storm_condition(alert_type, first_at, last_at, filter);
  -- Locked in the order of their ids, and looked at again once they are.
  execute format('select from public.ops_alerts o where o.id in (select t.id from private.ops_alerts t where %s) order by o.id for update', condition);
  execute format('update public.ops_alerts u set acknowledged_at = now(), acknowledged_by = private.caller_id()
    from private.ops_alerts t where t.id = u.id and %s', condition);
  get diagnostics n = row_count;
  perform private.end_act();
  return query
    select case when n > 0 then 'done' else 'already' end, n, a.acknowledged_at, p.email
    from (values (1)) one
    left join lateral (
      select t.acknowledged_at, t.acknowledged_by from private.ops_alerts t
      where t.alert_type = acknowledge_alert_storm.alert_type and t.created_at between first_at and last_at
        and t.acknowledged_at is not null
      order by t.acknowledged_at desc limit 1
    ) a on true
    left join private.profiles p on p.user_id = a.acknowledged_by;
end
$$;

comment on function private.acknowledge_alert_storm(text, timestamptz, timestamptz, jsonb) is 'What public.acknowledge_alert_storm does.';

create or replace function public.acknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, filter jsonb default '{}')
returns table (outcome text, alerts bigint, happened_at timestamptz, actor_email text)
language sql rows 1 set search_path = ''
as $$ select * from private.acknowledge_alert_storm(alert_type, first_at, last_at, filter) $$;

comment on function public.acknowledge_alert_storm(text, timestamptz, timestamptz, jsonb) is
  'Acknowledges all of a storm that is open, in the caller''s name: the alerts of its type raised from its first to its last moment as the caller saw it, and none that came later. Returns the exact number, or who was first.';

create or replace function private.unacknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, acknowledged timestamptz)
returns table (outcome text, alerts bigint)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  ids uuid[];
  n bigint;
begin
  perform private.begin_act();
  ids := array(
    select t.id from private.ops_alerts t
    where t.alert_type = unacknowledge_alert_storm.alert_type and t.created_at between first_at and last_at
      and t.acknowledged_at = unacknowledge_alert_storm.acknowledged and t.acknowledged_by = (select private.caller_id()) and t.closed_at is null
  );
  perform from public.ops_alerts o where o.id = any (ids) order by o.id for update;
  update public.ops_alerts u set acknowledged_at = null, acknowledged_by = null from private.ops_alerts t
  where t.id = u.id and u.id = any (ids) and t.acknowledged_at = unacknowledge_alert_storm.acknowledged and t.closed_at is null;
  get diagnostics n = row_count;
  perform private.end_act();
  return query select case when n > 0 then 'done' else 'already' end, n;
end
$$;

comment on function private.unacknowledge_alert_storm(text, timestamptz, timestamptz, timestamptz) is 'What public.unacknowledge_alert_storm does.';

create or replace function public.unacknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, acknowledged timestamptz)
returns table (outcome text, alerts bigint)
language sql rows 1 set search_path = ''
as $$ select * from private.unacknowledge_alert_storm(alert_type, first_at, last_at, acknowledged) $$;

comment on function public.unacknowledge_alert_storm(text, timestamptz, timestamptz, timestamptz) is
  'Undoes one call of acknowledge_alert_storm: the alerts that the caller acknowledged at that moment and that are not closed. Returns the exact number.';

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
      -- One scan of the rows; the three groupings read its result.
      select a.severity, date_trunc('day', a.acknowledged_at, 'UTC') as day, a.acknowledged_by as person,
        (50 * ln(greatest(1, date_part('epoch', a.acknowledged_at - a.created_at))))::integer as length, count(*) as n
      from private.ops_alerts a
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
    left join private.profiles p on r.dimension = 'person' and p.user_id::text = r.value
    group by r.dimension, r.value, r.total, p.email
    order by 1, 3 desc, 2;
end
$$;

comment on function public.acknowledgement_times(timestamptz, timestamptz) is
  'How long alerts waited that were acknowledged in a span of at most 31 days: how many, median and ninth decile in seconds (to within 1 %), by severity, by day (UTC) and by who acknowledged them.';

revoke execute on function
  private.storm_condition(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  private.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledgement_times(since timestamp with time zone, until timestamp with time zone),
  public.list_alert_storms(filter jsonb, most integer),
  private.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone),
  public.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function
  private.storm_condition(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  private.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledgement_times(since timestamp with time zone, until timestamp with time zone),
  public.list_alert_storms(filter jsonb, most integer),
  private.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone),
  public.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone)
  to authenticated, service_role;
