-- Applying changes to the totals of error groups, and their impact.

create or replace function private.refresh_moved_groups(groups uuid[]) returns void
language sql set search_path = ''
as $$
  update public.error_group_totals t set (first_seen, last_seen) = (select s.first_seen, s.last_seen from private.error_group_span(t.group_id) s)
  where t.group_id = any (groups);
  delete from public.error_group_customers k where k.group_id = any (groups) and k.events = 0 and k.unresolved = 0;
  delete from public.error_group_endpoints p where p.group_id = any (groups) and p.events = 0 and p.unresolved = 0;
  delete from public.error_group_hours h where h.group_id = any (groups) and h.events = 0;
  delete from public.error_group_totals t where t.group_id = any (groups) and t.events = 0 and t.unresolved = 0;
  -- Of what has become few there may be few texts.
  select private.count_error_texts(array(
    select t.group_id from public.error_group_totals t where t.group_id = any (groups) and t.many_texts and t.events <= 5000 limit 4));
$$;

comment on function private.refresh_moved_groups(uuid[]) is 'Looks up the first and last time of groups whose errors were deleted or moved, and deletes groups without errors.';

create or replace function private.resolve_late_errors(groups uuid[], since timestamptz[], until timestamptz[]) returns void
language sql set search_path = ''
as $$
  update public.error_logs e
  set resolved_at = late.resolved_at, resolved_by = late.resolved_by, resolution_notes = late.resolution_notes
  from (
    select l.id, s.resolved_at, s.resolved_by, s.resolution_notes
    from unnest(groups, since, until) c (group_id, since, until)
    join public.error_group_states s on s.group_id = c.group_id and c.since <= s.resolved_at
    join private.error_logs l on l.group_id = any (private.error_group_members(c.group_id)) and l.resolved_at is null and l.created_at between c.since and least(c.until, s.resolved_at)
    join public.error_logs o on o.id = l.id
    for update of o skip locked
  ) late
  where e.id = late.id
$$;

comment on function private.resolve_late_errors(uuid[], timestamptz[], timestamptz[]) is
  'Resolves errors that were written before their group was resolved and arrived after it. Skips rows that another session holds.';

create or replace function private.update_error_group_impact(groups uuid[]) returns void
language sql set search_path = ''
as $$
  with customers as materialized (
    select k.group_id, k.user_id, p.tier, h.grade,
      exists (select from private.churn_alerts a where a.user_id = k.user_id and a.resolved_at is null) as leaving
    from public.error_group_customers k
    left join private.profiles p on p.user_id = k.user_id
    left join private.customer_health_scores h on h.user_id = k.user_id
    where k.group_id = any (groups) and k.unresolved > 0
  ),
  -- A plan that nobody knows the price of adds nothing, and is counted.
  prices as materialized (select p.tier, private.plan_price(p.tier) as price from (select distinct c.tier from customers c) p)
  update public.error_group_totals t set impact = coalesce(w.impact, 0), worst_grade = w.worst_grade,
    plans = coalesce(w.plans, '{}'), open_churn = coalesce(w.open_churn, 0), unpriced = coalesce(w.unpriced, 0),
    impact_parts = coalesce(w.parts, '[]'), weighed_at = clock_timestamp()
  from unnest(groups) g (id)
  left join lateral (
    select round(sum(p.customers * p.price)) as impact, max(p.worst_grade) as worst_grade,
      array_agg(p.tier order by p.tier) filter (where p.tier is not null) as plans, sum(p.leaving) as open_churn,
      sum(p.customers) filter (where p.price is null) as unpriced,
      jsonb_agg(jsonb_build_object('plan', p.tier, 'customers', p.customers, 'price', p.price) order by p.price desc nulls last, p.tier) as parts
    from (
      select c.tier, m.price, count(*) as customers, max(c.grade) as worst_grade, count(*) filter (where c.leaving) as leaving
      from customers c left join prices m on m.tier = c.tier
      where c.group_id = g.id
      group by c.tier, m.price
    ) p
  ) w on true
  where t.group_id = g.id
$$;

comment on function private.update_error_group_impact(uuid[]) is
  'Sets the impact of groups of errors: what the plans of the customers who have unresolved errors in the group cost together a month, in dollars, and how many of them have a plan without a known price, which adds nothing. impact_parts: for each plan how many customers have it, and its price. Also their worst grade, their plans, and how many of them may leave.';

create or replace function private.resolve_late_arrivals() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  groups uuid[];
  since timestamptz[];
  until timestamptz[];
begin
  if not exists (select from private.late_errors) then
    return;
  end if;
  with taken as (
    delete from private.late_errors l where l.group_id is not null returning l.group_id, l.since, l.until
  )
  select array_agg(t.group_id), array_agg(t.since), array_agg(t.until) into groups, since, until from taken t;
  perform set_config('kryonex.group_act', 'on', true);
  perform private.resolve_late_errors(groups, since, until);
  perform set_config('kryonex.group_act', '', true);
end
$$;

comment on function private.resolve_late_arrivals() is
  'Resolves with their group the errors that arrived after an admin had resolved it. Only when an admin looks: the statement of the platform that brought them never changes another of its rows.';

create or replace function private.apply_error_group_deltas(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  t record;
  unnamed uuid[];
  unweighed uuid[];
begin
  -- At another isolation level a concurrent run would be a serialization failure, and in a read-only transaction the write an error.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    return 0;
  end if;
  select * into t from private.take_error_group_deltas(most);
  if t.taken = 0 then
    return 0;
  end if;
  select array_agg(g.group_id) filter (where g.error_type is null), array_agg(g.group_id) filter (where g.weighed_at is null)
    into unnamed, unweighed from public.error_group_totals g where g.group_id = any (t.touched) and (g.error_type is null or g.weighed_at is null);
  if unnamed is not null then
    perform private.name_error_groups(unnamed);
  end if;
  perform private.store_stacks(t.touched);
  perform private.remember_error_texts(t.touched);
  perform private.update_error_text_counts(t.touched);
  if cardinality(t.moved) > 0 then
    perform private.refresh_moved_groups(t.moved);
  end if;
  if unweighed is not null then
    perform private.update_error_group_impact(unweighed);
  end if;
  if t.late_groups is not null then
    insert into private.late_errors (group_id, since, until) select * from unnest(t.late_groups, t.late_from, t.late_until);
  end if;
  return t.taken;
end
$$;

comment on function private.apply_error_group_deltas(integer) is
  'Adds at most so many changes to the totals and returns how many. Does nothing while another session applies changes or acts on groups: only one does so at a time, and no session waits.';

create or replace function private.refresh_error_groups() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  applied integer := private.apply_error_group_deltas(5000);
  stale uuid[];
begin
  perform private.mend('errors');
  if current_setting('transaction_read_only') = 'on' or not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    return applied;
  end if;
  stale := array(
    select t.group_id from public.error_group_totals t
    where t.weighed_at < now() - interval '10 minutes' or t.counted_at > t.weighed_at and t.weighed_at < now() - interval '15 seconds'
    order by t.weighed_at limit 20
  );
  if cardinality(stale) > 0 then
    perform private.update_error_group_impact(stale);
  end if;
  perform private.resolve_late_arrivals();
  perform private.regroup_some_errors(200), private.count_some_error_texts(10000);
  return applied;
end
$$;

comment on function private.refresh_error_groups() is
  'Called before groups are read: applies pending changes, and recalculates the impact of a few groups where it is old, since grades, plans and churn alerts change as well. Divides a part of the groups of older rules, and counts the texts of some groups of before.';

-- One statement reads the appended changes. Eight statements, each going through the rows that earlier ones had left dead,
-- cost a third of what all triggers add to an insert while eight connections write.

-- Where two lists of groups meet they are stacked and summed, not joined: no planner knows how many rows were taken, and
-- its choice for a few would compare each with each.
create or replace function private.take_error_group_deltas(most integer, out taken integer, out touched uuid[], out moved uuid[],
  out late_groups uuid[], out late_from timestamptz[], out late_until timestamptz[])
language sql set search_path = ''
as $$
  with own as materialized (
    delete from public.error_group_deltas c where c.ctid = any (array(select n.ctid from public.error_group_deltas n limit most))
    returning c.group_id, c.user_id, c.endpoint, c.hour, c.events, c.unresolved, c.first_seen, c.last_seen, c.moved, c.text_key,
      coalesce(c.text_events, c.events) as text_events
  ), taken as materialized (
    -- What was merged is counted in each group of its path, too; its texts are its own.
    select o.* from own o
    union all
    select p.id, o.user_id, o.endpoint, o.hour, o.events, o.unresolved, o.first_seen, o.last_seen, o.moved, null, 0
    from own o join private.error_group_aliases a on a.group_id = o.group_id cross join unnest(a.path) p (id)
  ), grouped as materialized (
    select t.group_id, sum(t.events) as events, sum(t.unresolved) as unresolved, min(t.first_seen) as first_seen, max(t.last_seen) as last_seen,
      bool_or(t.moved) as moved, min(t.first_seen) filter (where t.events > 0 and t.unresolved > 0) as first_open
    from taken t group by 1
  ), met as materialized (
    select t.group_id, t.user_id, sum(t.events) as events, sum(t.unresolved) as unresolved, max(t.last_seen) as last_seen
    from taken t where t.user_id is not null group by 1, 2
  ), counted as (
    insert into public.error_group_customers as k (group_id, user_id, events, unresolved, last_seen)
    select m.group_id, m.user_id, m.events, m.unresolved, m.last_seen from met m
    on conflict (group_id, user_id) do update set events = k.events + excluded.events,
      unresolved = k.unresolved + excluded.unresolved, last_seen = greatest(k.last_seen, excluded.last_seen)
    returning k.group_id, k.user_id, k.events
  ), customers as (
    -- Changes may come out of order: a customer without events, or not yet with any, is no customer of the group.
    select b.group_id, (sum(b.now) > 0)::integer - (sum(b.now) - sum(b.more) > 0)::integer as more
    from (select k.group_id, k.user_id, k.events as now, 0 as more from counted k union all select m.group_id, m.user_id, 0, m.events from met m) b
    group by b.group_id, b.user_id
  ), totals as (
    insert into public.error_group_totals as t (group_id, events, unresolved, first_seen, last_seen, customers, many_texts)
    select b.group_id, sum(b.events), sum(b.unresolved), min(b.first_seen), max(b.last_seen), sum(b.customers), false
    from (
      select g.group_id, g.events, g.unresolved, g.first_seen, g.last_seen, 0 as customers from grouped g
      union all select c.group_id, 0, 0, null, null, c.more from customers c
    ) b group by 1
    on conflict (group_id) do update set events = t.events + excluded.events, unresolved = t.unresolved + excluded.unresolved,
      first_seen = least(t.first_seen, excluded.first_seen), last_seen = greatest(t.last_seen, excluded.last_seen),
      customers = t.customers + excluded.customers, counted_at = clock_timestamp()
  ), places as (
    insert into public.error_group_endpoints as p (group_id, endpoint, events, unresolved)
    select t.group_id, t.endpoint, sum(t.events), sum(t.unresolved) from taken t where t.endpoint is not null group by 1, 2
    on conflict (group_id, endpoint) do update set events = p.events + excluded.events, unresolved = p.unresolved + excluded.unresolved
  ), hours as (
    insert into public.error_group_hours as h (group_id, hour, events)
    select t.group_id, t.hour, sum(t.events) from taken t group by 1, 2 having sum(t.events) <> 0
    on conflict (group_id, hour) do update set events = h.events + excluded.events
  ), texts as (
    insert into private.error_group_texts as w (group_id, text_key, events)
    select s.group_id, s.text_key, s.events
    from (select t.group_id, t.text_key, sum(t.text_events) as events from taken t where t.text_key is not null group by 1, 2) s
    left join public.error_group_totals o on o.group_id = s.group_id
    where s.events <> 0 and (o.group_id is null or o.many_texts is false)
    on conflict (group_id, text_key) do update set events = w.events + excluded.events
  ), dirty as (
    insert into private.dirty_hours (list, hour)
    select distinct 'errors', t.hour from taken t where t.events > 0 and isfinite(t.hour) and t.hour < now() - interval '11 hours'
  ), late as (
    select t.group_id, t.first_seen, t.last_seen from taken t
    where t.events > 0 and t.unresolved > 0 and t.group_id = any (array(
      select g.group_id from grouped g join public.error_group_states s on s.group_id = g.group_id and g.first_open <= s.resolved_at
      where not exists (select from private.error_group_aliases a where a.group_id = g.group_id)))
  )
  select (select count(*)::integer from own), array(select g.group_id from grouped g), array(select g.group_id from grouped g where g.moved),
    l.groups, l.since, l.until
  from (select array_agg(a.group_id) as groups, array_agg(a.first_seen) as since, array_agg(a.last_seen) as until from late a) l
$$;

comment on function private.take_error_group_deltas(integer) is
  'Adds so many changes at most to the totals, customers, endpoints, hours and texts of their groups, and deletes them; marks the hours of late errors as dirty. Returns how many were taken, of which groups, in which of them events were deleted or moved, and, group by group, the stretches of time in which errors may have come after their group was resolved.';

create or replace function private.name_error_groups(groups uuid[]) returns void
language sql set search_path = ''
as $$
  update public.error_group_totals t set error_type = e.error_type, pattern = e.pattern
  from unnest(groups) g (id)
  cross join lateral (
    select l.error_type, split_part(private.error_fingerprint(l.error_type, l.message, l.stack_trace), E'\n', 2) as pattern
    from private.error_logs l where l.group_id = g.id limit 1
  ) e
  where t.group_id = g.id
$$;

comment on function private.name_error_groups(uuid[]) is 'Sets the error type and the pattern of groups, from one of their errors.';

revoke execute on function private.apply_error_group_deltas(most integer),
  private.refresh_moved_groups(groups uuid[]), private.name_error_groups(groups uuid[]),
  private.resolve_late_errors(groups uuid[], since timestamp with time zone[], until timestamp with time zone[]),
  private.refresh_error_groups(), private.resolve_late_arrivals(),
  private.take_error_group_deltas(most integer, OUT taken integer, OUT touched uuid[], OUT moved uuid[], OUT late_groups uuid[], OUT late_from timestamp with time zone[], OUT late_until timestamp with time zone[]),
  private.update_error_group_impact(groups uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.refresh_error_groups() to authenticated, service_role;
