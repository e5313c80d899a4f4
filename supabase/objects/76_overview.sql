-- The overview's figures in two calls: the present state, and its history over a period.
create or replace function private.open_alerts_of(severity text) returns integer
language sql stable set search_path = ''
as $$
  select count(*)::integer from (
    select from private.ops_alerts a
    where (case a.severity when 'critical' then 1 when 'warning' then 2 else 3 end)
        = (case open_alerts_of.severity when 'critical' then 1 when 'warning' then 2 else 3 end)
      and (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now())
    limit 10000
  ) c
$$;

comment on function private.open_alerts_of(text) is 'How many alerts of a severity are open, at most 10,000.';

create or replace function private.latest_reconciliation() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'runs', coalesce(jsonb_agg(to_jsonb(r) - 'discrepancy_details' order by r.started_at desc, r.id desc), '[]'),
    'customers', (
      select coalesce(jsonb_agg(jsonb_build_object('user_id', d.user_id, 'business_name', p.business_name, 'field', d.field,
        'counted', d.counted, 'in_limits', d.in_limits) order by abs(d.in_limits - d.counted) / greatest(d.counted, 1) desc, d.user_id), '[]')
      from (
        select x.*
        from (select jsonb_agg(l.discrepancy_details order by l.started_at desc) -> 0 as details from (
          select s.started_at, s.discrepancy_details from private.reconciliation_runs s
          where s.status = 'completed' and jsonb_typeof(s.discrepancy_details) = 'array' order by s.started_at desc, s.id desc limit 1
        ) l) latest,
        jsonb_to_recordset(latest.details) x (user_id uuid, field text, counted numeric, in_limits numeric)
        limit 50
      ) d
      left join private.profiles p on p.user_id = d.user_id
    ))
  from (select * from private.reconciliation_runs s order by s.started_at desc, s.id desc limit 14) r
$$;

comment on function private.latest_reconciliation() is
  'The latest 14 comparisons of usage, and the customers whose figures differed in the latest that was completed, the largest share first.';

create or replace function public.overview_now() returns jsonb
language sql stable set search_path = ''
as $$
  select case when (select private.may_read()) then jsonb_build_object(
    'pulse', (select to_jsonb(p) from public.pulse() p),
    'warning_alerts', private.open_alerts_of('warning'),
    'info_alerts', private.open_alerts_of('info'),
    'oldest', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from public.oldest_unhandled() o),
    'grades', (select jsonb_agg(to_jsonb(g)) from public.health_distribution() g),
    'reconciliation', private.latest_reconciliation()) end
$$;

comment on function public.overview_now() is
  'Everything that the overview says about now: the pulse, open alerts by severity, what waits longest in each queue, customers by grade, and the latest reconciliation. Null for everybody but admins.';

create or replace function private.risk_moves(bounds timestamptz[])
returns table (bucket timestamptz, moves bigint)
language sql stable set search_path = ''
as $$
  select bounds[width_bucket(m.created_at, bounds)], sum(m.risky - m.risky_before)::bigint
  from (
    select c.created_at, coalesce((c.grade in ('D', 'F'))::integer, 0) as risky,
      coalesce((select (b.grade in ('D', 'F'))::integer from private.customer_health_history b
        where b.user_id = c.user_id and (b.created_at, b.id) < (c.created_at, c.id)
        order by b.created_at desc, b.id desc limit 1), 0) as risky_before
    from private.customer_health_history c where c.created_at >= bounds[1] and c.created_at < bounds[cardinality(bounds)]
  ) m
  where m.risky <> m.risky_before group by 1
$$;

comment on function private.risk_moves(timestamptz[]) is
  'By how many the customers with grade D or F became more or fewer between each bound and the next.';

create or replace function public.overview_history(bounds timestamptz[])
returns table (list text, bucket timestamptz, series text, matches bigint)
language plpgsql rows 600 set search_path = ''
as $$
declare
  since timestamptz := bounds[1];
  until timestamptz := bounds[cardinality(bounds)];
  with_before timestamptz[] := (since - (until - since)) || bounds;
  of text;
begin
  perform private.check_bounds(bounds);
  perform private.refresh_history_counts();
  foreach of in array '{alerts,errors,webhooks,results}'::text[] loop
    return query
      with counted as materialized (
        select c.place, c.series, c.matches from private.counts_between(of, with_before) c where of <> 'results'
        union all select r.place, r.series, r.matches from private.results_between(with_before) r where of = 'results'),
      ranked as (
        select c.series, row_number() over (order by sum(c.matches) desc, c.series) as rank from counted c where c.place > 1 group by c.series
      )
      select of, bounds[c.place - 1], case when r.rank <= 5 then c.series else 'other' end, sum(c.matches)::bigint
      from counted c join ranked r using (series) where c.place > 1 group by 2, 3
      union all
      select of, null, c.series, c.matches from counted c where c.place = 1;
  end loop;
  return query select 'customers', m.bucket, 'moves', m.moves from private.risk_moves(bounds) m;
end
$$;

comment on function public.overview_history(timestamptz[]) is
  'What came in between each bound and the next: errors by type (the five most frequent, the rest as other), alerts by severity, webhooks by state; results: webhooks that ended, by how, in the time in which they did; without a bucket the same for as long a time before the first bound, each series by itself. Of customers, by how many those with grade D or F became more.';

revoke execute on function private.latest_reconciliation(), private.open_alerts_of(severity text),
  private.risk_moves(bounds timestamp with time zone[]),
  public.overview_history(bounds timestamp with time zone[]),
  public.overview_now() from public, anon, authenticated, service_role;

grant execute on function private.latest_reconciliation(), private.open_alerts_of(severity text),
  private.risk_moves(bounds timestamp with time zone[]),
  public.overview_history(bounds timestamp with time zone[]),
  public.overview_now() to authenticated, service_role;
