-- The groups of errors as lists show them.

create or replace function private.error_group_sparkline(wanted uuid) returns bigint[]
language sql stable set search_path = ''
as $$
  select array_agg(coalesce(c.events, 0) order by s.hour)
  from generate_series(date_bin('1 hour', now(), '2000-01-01 00:00+00') - interval '23 hours', now(), interval '1 hour') s (hour)
  left join (
    select u.hour, sum(u.events)::bigint as events
    from (
      select h.hour, h.events from public.error_group_hours h where h.group_id = wanted and h.hour > now() - interval '25 hours'
      union all
      select p.hour, p.events from public.error_group_changes p where p.group_id = wanted
    ) u group by 1
  ) c on c.hour = s.hour
$$;

comment on function private.error_group_sparkline(uuid) is 'A group''s events in each of the last 24 hours (UTC), the one that runs last.';

create or replace view public.error_group_list with (security_invoker = true) as
select g.id,
  coalesce(g.error_type, (select e.error_type from public.error_logs e where e.group_id = g.id limit 1)) as error_type,
  coalesce(g.pattern, '') as pattern,
  (select left(e.message, 400) from public.error_logs e where e.group_id = g.id order by e.created_at desc, e.id desc limit 1) as message,
  (select e.endpoint from public.error_logs e where e.group_id = g.id order by e.created_at desc, e.id desc limit 1) as endpoint,
  g.events, g.unresolved, g.first_seen, g.last_seen, g.customers, g.impact, g.worst_grade, g.plans, g.open_churn,
  g.day as events_day, g.day_before as events_day_before, g.day - g.day_before as trend,
  g.first_seen > now() - interval '24 hours' as is_new,
  g.day >= 10 and g.day >= 2 * g.day_before as is_growing,
  private.error_group_sparkline(g.id) as sparkline,
  case
    when s.resolved_at is not null and (g.last_seen <= s.resolved_at or g.unresolved <= 0) or g.unresolved <= 0 then 'resolved'
    when s.snoozed_at is not null and (s.snoozed_until is null or s.snoozed_until > now())
      and (s.snoozed_events is null or g.events < s.snoozed_events)
      and (s.snoozed_customers is null or g.customers < s.snoozed_customers) then 'snoozed'
    when s.resolved_at is not null then 'regressed'
    else 'unresolved'
  end as state,
  s.resolved_at, s.resolved_by, s.resolution_notes, s.snoozed_at, s.snoozed_by, s.snoozed_until, s.snoozed_events,
  s.snoozed_customers, s.assigned_to,
  (select p.email from public.profiles p where p.user_id = s.resolved_by) as resolved_by_email,
  (select p.email from public.profiles p where p.user_id = s.assigned_to) as assigned_to_email
from (
  select u.group_id as id, max(u.error_type) as error_type, max(u.pattern) as pattern, sum(u.events)::bigint as events,
    sum(u.unresolved)::bigint as unresolved,
    case when bool_or(u.moved) then (select min(e.created_at) from public.error_logs e where e.group_id = u.group_id) else min(u.first_seen) end as first_seen,
    case when bool_or(u.moved) then (select max(e.created_at) from public.error_logs e where e.group_id = u.group_id) else max(u.last_seen) end as last_seen,
    sum(u.customers)::integer as customers, sum(u.impact)::bigint as impact, max(u.worst_grade) as worst_grade, max(u.plans) as plans,
    sum(u.open_churn)::integer as open_churn,
    coalesce(sum(u.recent) filter (where u.hour > now() - interval '24 hours'), 0)::bigint as day,
    coalesce(sum(u.recent) filter (where u.hour <= now() - interval '24 hours'), 0)::bigint as day_before
  from (
    select t.group_id, t.error_type, t.pattern, t.events, t.unresolved, t.first_seen, t.last_seen, false as moved, t.customers, t.impact,
      t.worst_grade, t.plans, t.open_churn, null::timestamptz as hour, 0 as recent
    from public.error_group_totals t
    union all
    select c.group_id, null, null, c.events, c.unresolved, c.first_seen, c.last_seen, c.moved, 0, 0, null, null, 0,
      c.hour, case when c.hour > now() - interval '48 hours' then c.events else 0 end
    from public.error_group_changes c
    union all
    select c.group_id, null, null, 0, 0, null, null, false,
      (coalesce(k.events, 0) + c.events > 0)::integer - (coalesce(k.events, 0) > 0)::integer, 0, null, null, 0, null, 0
    from (select p.group_id, p.user_id, sum(p.events) as events from public.error_group_changes p where p.user_id is not null group by 1, 2) c
    left join public.error_group_customers k on k.group_id = c.group_id and k.user_id = c.user_id
    union all
    select h.group_id, null, null, 0, 0, null, null, false, 0, 0, null, null, 0, h.hour, h.events
    from public.error_group_hours h where h.hour > now() - interval '48 hours'
  ) u
  group by u.group_id
  having sum(u.events) > 0
) g
left join public.error_group_states s on s.group_id = g.id;

comment on view public.error_group_list is
  'The groups of errors. Counts are exact: totals plus changes that are not folded yet. message and endpoint are the latest event''s. state: unresolved; resolved (no event after resolved_at, or none of its errors unresolved); regressed (resolved once, and unresolved events since); snoozed. is_new: first seen within 24 hours. is_growing: 10 events or more in the last 24 hours (UTC, whole ones and the one that runs), and twice those of the 24 before. trend: their difference.';

revoke all on public.error_group_list from anon, authenticated;
grant select on public.error_group_list to authenticated, service_role;
revoke execute on function private.error_group_sparkline(uuid) from public;
grant execute on function private.error_group_sparkline(uuid) to authenticated, service_role;
