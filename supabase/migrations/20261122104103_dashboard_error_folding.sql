-- Folding: adding what changed to the totals, one folder at a time and nobody waits for it. And weighing: whom a group hurts.

create or replace function private.fold_customers(taken tid[]) returns void
language sql set search_path = ''
as $$
  with changed as (
    select c.group_id, c.user_id, sum(c.events) as events, sum(c.unresolved) as unresolved, max(c.last_seen) as last_seen
    from public.error_group_changes c where c.ctid = any (taken) and c.user_id is not null group by 1, 2
  ), counted as (
    insert into public.error_group_customers as k (group_id, user_id, events, unresolved, last_seen)
    select c.group_id, c.user_id, c.events, c.unresolved, c.last_seen from changed c
    on conflict (group_id, user_id) do update set events = k.events + excluded.events,
      unresolved = k.unresolved + excluded.unresolved, last_seen = greatest(k.last_seen, excluded.last_seen)
    returning k.group_id, k.user_id, k.events
  ), joined as (
    -- Changes need not come in their order: whoever has no events left, or not yet, is no customer of the group.
    select k.group_id, sum((k.events > 0)::integer - (k.events - c.events > 0)::integer) as more
    from counted k join changed c using (group_id, user_id) group by 1
  )
  update public.error_group_totals t set customers = t.customers + j.more from joined j where j.group_id = t.group_id and j.more <> 0
$$;

comment on function private.fold_customers(tid[]) is 'Adds the taken changes to the customers of their groups, and to how many those are.';

create or replace function private.fold_places_and_hours(taken tid[]) returns void
language sql set search_path = ''
as $$
  insert into public.error_group_endpoints as p (group_id, endpoint, events, unresolved)
  select c.group_id, c.endpoint, sum(c.events), sum(c.unresolved)
  from public.error_group_changes c where c.ctid = any (taken) and c.endpoint is not null group by 1, 2
  on conflict (group_id, endpoint) do update set events = p.events + excluded.events, unresolved = p.unresolved + excluded.unresolved;

  insert into public.error_group_hours as h (group_id, hour, events)
  select c.group_id, c.hour, sum(c.events)
  from public.error_group_changes c where c.ctid = any (taken) group by 1, 2 having sum(c.events) <> 0
  on conflict (group_id, hour) do update set events = h.events + excluded.events;
$$;

comment on function private.fold_places_and_hours(tid[]) is 'Adds the taken changes to the endpoints and the hours of their groups.';

create or replace function private.fold_totals(taken tid[]) returns void
language sql set search_path = ''
as $$
  insert into public.error_group_totals as t (group_id, events, unresolved, first_seen, last_seen)
  select c.group_id, sum(c.events), sum(c.unresolved), min(c.first_seen), max(c.last_seen)
  from public.error_group_changes c where c.ctid = any (taken) group by 1
  on conflict (group_id) do update set events = t.events + excluded.events, unresolved = t.unresolved + excluded.unresolved,
    first_seen = least(t.first_seen, excluded.first_seen), last_seen = greatest(t.last_seen, excluded.last_seen),
    folded_at = clock_timestamp();

  update public.error_group_totals t set error_type = e.error_type, pattern = e.pattern
  from (select distinct c.group_id from public.error_group_changes c where c.ctid = any (taken)) c
  cross join lateral (
    select l.error_type, split_part(private.error_fingerprint(l.error_type, l.message, l.stack_trace), E'\n', 2) as pattern
    from public.error_logs l where l.group_id = c.group_id limit 1
  ) e
  where t.group_id = c.group_id and t.error_type is null;
$$;

comment on function private.fold_totals(tid[]) is 'Adds the taken changes to the totals of their groups.';

create or replace function private.look_up_moved_groups(groups uuid[]) returns void
language sql set search_path = ''
as $$
  update public.error_group_totals t set
    first_seen = (select min(e.created_at) from public.error_logs e where e.group_id = t.group_id),
    last_seen = (select max(e.created_at) from public.error_logs e where e.group_id = t.group_id)
  where t.group_id = any (groups);
  delete from public.error_group_customers k where k.group_id = any (groups) and k.events = 0 and k.unresolved = 0;
  delete from public.error_group_endpoints p where p.group_id = any (groups) and p.events = 0 and p.unresolved = 0;
  delete from public.error_group_hours h where h.group_id = any (groups) and h.events = 0;
  delete from public.error_group_totals t where t.group_id = any (groups) and t.events = 0 and t.unresolved = 0;
$$;

comment on function private.look_up_moved_groups(uuid[]) is 'After errors were deleted or moved: when their groups begin and end now, and without what has come to nothing.';

create or replace function private.resolve_late_errors(taken tid[]) returns void
language sql set search_path = ''
as $$
  update public.error_logs e
  set resolved_at = late.resolved_at, resolved_by = late.resolved_by, resolution_notes = late.resolution_notes
  from (
    select l.id, s.resolved_at, s.resolved_by, s.resolution_notes
    from public.error_group_changes c
    join public.error_group_states s on s.group_id = c.group_id and c.first_seen <= s.resolved_at
    join public.error_logs l on l.group_id = c.group_id and l.resolved_at is null
      and l.created_at between c.first_seen and least(c.last_seen, s.resolved_at)
    where c.ctid = any (taken) and c.events > 0 and c.unresolved > 0
    for update of l skip locked
  ) late
  where e.id = late.id
$$;

comment on function private.resolve_late_errors(tid[]) is
  'Errors that were on their way when their group was resolved, and arrived after it, are resolved with it. One that somebody is acting on right now is left to them.';

create or replace function private.plan_price(tier text) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce(
    (select s.monthly_price from public.tier_snapshots s
      where s.tier_id = tier and s.effective_from <= now() and (s.effective_until is null or s.effective_until > now())
      order by s.effective_from desc limit 1),
    case tier when 'scale' then 997 when 'elite' then 497 when 'pro' then 249 else 149 end)
$$;

comment on function private.plan_price(text) is
  'What a plan costs a month, in dollars: its snapshot in force, or where there is none a figure that keeps the plans in their order.';

create or replace function private.weigh_error_groups(groups uuid[]) returns void
language sql set search_path = ''
as $$
  with prices as materialized (select p.tier, private.plan_price(p.tier) as price from unnest('{core,pro,elite,scale}'::text[]) p (tier))
  update public.error_group_totals t set impact = coalesce(w.impact, 0), worst_grade = w.worst_grade,
    plans = coalesce(w.plans, '{}'), open_churn = coalesce(w.open_churn, 0), weighed_at = clock_timestamp()
  from unnest(groups) g (id)
  left join lateral (
    select round(sum(c.price * (c.grade_weight + c.leaving::integer))) as impact, max(c.grade) as worst_grade,
      array_agg(distinct c.tier) filter (where c.tier is not null) as plans, count(*) filter (where c.leaving) as open_churn
    from (
      select h.grade, p.tier, coalesce(m.price, 0) as price,
        case h.grade when 'F' then 3 when 'D' then 2 when 'C' then 1.5 when 'B' then 1.25 else 1 end as grade_weight,
        exists (select from public.churn_alerts a where a.user_id = k.user_id and a.resolved_at is null) as leaving
      from public.error_group_customers k
      left join public.profiles p on p.user_id = k.user_id
      left join prices m on m.tier = p.tier
      left join public.customer_health_scores h on h.user_id = k.user_id
      where k.group_id = g.id and k.unresolved > 0
    ) c
  ) w on true
  where t.group_id = g.id
$$;

comment on function private.weigh_error_groups(uuid[]) is
  'Sets the impact of groups of errors: over the customers who have unresolved errors in the group, the sum of the plan''s monthly price in dollars × (the grade''s weight: F 3, D 2, C 1.5, B 1.25, A or none 1; plus 1 while a churn alert is open). Also their worst grade, their plans, and how many of them may leave.';

create or replace function private.fold_error_group_changes(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  taken tid[];
  moved uuid[];
  unweighed uuid[];
begin
  -- Elsewhere what others folded meanwhile would be a serialization failure, or a write where none is allowed.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.fold_error_group_changes')) then
    return 0;
  end if;
  taken := array(select c.ctid from public.error_group_changes c limit most);
  if cardinality(taken) = 0 then
    return 0;
  end if;
  perform private.fold_totals(taken);
  perform private.fold_customers(taken);
  perform private.fold_places_and_hours(taken);
  moved := array(select distinct c.group_id from public.error_group_changes c where c.ctid = any (taken) and c.moved);
  if cardinality(moved) > 0 then
    perform private.look_up_moved_groups(moved);
  end if;
  unweighed := array(select t.group_id from public.error_group_totals t
    where t.weighed_at is null and t.group_id in (select c.group_id from public.error_group_changes c where c.ctid = any (taken)));
  if cardinality(unweighed) > 0 then
    perform private.weigh_error_groups(unweighed);
  end if;
  perform set_config('kryonex.group_act', 'on', true);
  perform private.resolve_late_errors(taken);
  perform set_config('kryonex.group_act', '', true);
  delete from public.error_group_changes c where c.ctid = any (taken);
  return cardinality(taken);
end
$$;

comment on function private.fold_error_group_changes(integer) is
  'Adds at most so many changes to the totals and returns how many. Does nothing while somebody else folds or acts on groups: only one does at a time, and nobody waits.';

create or replace function private.settle_error_groups() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  folded integer := private.fold_error_group_changes(5000);
  stale uuid[];
begin
  if current_setting('transaction_read_only') = 'on' or not pg_try_advisory_xact_lock(hashtext('private.fold_error_group_changes')) then
    return folded;
  end if;
  stale := array(
    select t.group_id from public.error_group_totals t
    where t.weighed_at < now() - interval '10 minutes' or t.folded_at > t.weighed_at and t.weighed_at < now() - interval '15 seconds'
    order by t.weighed_at limit 20
  );
  if cardinality(stale) > 0 then
    perform private.weigh_error_groups(stale);
  end if;
  return folded;
end
$$;

comment on function private.settle_error_groups() is
  'What whoever looks at groups does first: folds what has changed, and weighs again a few groups whose weight is old. Grades, plans and churn alerts change, too.';

create index if not exists error_group_totals_weighed_at_idx on public.error_group_totals (weighed_at);

revoke execute on function private.fold_customers(tid[]), private.fold_places_and_hours(tid[]), private.fold_totals(tid[]),
  private.look_up_moved_groups(uuid[]), private.resolve_late_errors(tid[]), private.weigh_error_groups(uuid[]),
  private.plan_price(text), private.fold_error_group_changes(integer), private.settle_error_groups() from public;
grant execute on function private.settle_error_groups() to authenticated, service_role;
