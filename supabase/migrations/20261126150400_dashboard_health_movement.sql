-- How health moved against a week ago.

create or replace function public.health_movement()
returns table (kind text, value text, customers bigint, change bigint, history_since timestamptz)
language sql stable rows 12 set search_path = ''
as $$
  with week as (select now() - interval '7 days' as ago),
  first as (select min(y.created_at) as since from public.customer_health_history y),
  -- Whoever has no new score since a week ago has the same one as then: only the others are looked up.
  moved as (
    select c.user_id, h.score, h.grade, h.risk_level, w.score as score_before, w.grade as grade_before, w.churn_risk as risk_before
    from (select distinct y.user_id from public.customer_health_history y, week where y.created_at > week.ago) c
    join public.customer_health_scores h on h.user_id = c.user_id
    left join lateral (
      select y.score, y.grade, y.churn_risk from public.customer_health_history y, week
      where y.user_id = c.user_id and y.created_at <= week.ago order by y.created_at desc, y.id desc limit 1
    ) w on true
  ),
  counts as (
    select 'grade' as kind, g.value, g.place,
      (select count(*) from public.customer_health_scores h where h.grade = g.value) as customers,
      (select count(*) filter (where m.grade = g.value) - count(*) filter (where m.grade_before = g.value) from moved m) as change
    from unnest('{A,B,C,D,F}'::text[]) with ordinality g (value, place)
    union all
    select 'risk', r.value, 10 + r.place,
      (select count(*) from public.customer_health_scores h where h.risk_level = r.value),
      (select count(*) filter (where m.risk_level = r.value) - count(*) filter (where m.risk_before = r.value) from moved m)
    from unnest('{low,medium,high,critical}'::text[]) with ordinality r (value, place)
    union all
    select 'move', v.value, 20 + v.place, v.customers, null
    from (select count(*) filter (where m.grade > m.grade_before), count(*) filter (where m.grade < m.grade_before),
      count(*) filter (where m.score <= m.score_before - 10), count(*) filter (where m.score_before is null) from moved m) n (dropped, rose, fell, new),
      lateral (values ('dropped', 1, n.dropped), ('rose', 2, n.rose), ('fell10', 3, n.fell), ('new', 4, n.new)) v (value, place, customers)
  )
  select c.kind, c.value, c.customers, case when f.since <= week.ago then c.change end, f.since
  from counts c, first f, week
  order by c.place
$$;

comment on function public.health_movement() is
  'How many customers have each grade and each level of risk, and by how many that changed in 7 days; how many dropped or rose a grade, fell by 10 points or more, or are new. history_since is when the history of scores begins: change is null while that is less than a week ago.';

revoke execute on function public.health_movement() from public, anon;
grant execute on function public.health_movement() to authenticated, service_role;
