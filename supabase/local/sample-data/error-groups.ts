import type { Database } from '../database'

type Query = Database['query']

const APPLY_DELTAS = 'select private.apply_error_group_deltas(1000000)'

/** As if somebody had looked at the groups with the grades that the customers have now. */
const WEIGH =
  'select private.update_error_group_impact(array(select t.group_id from public.error_group_totals t))'

/** Groups that were quiet for a day before they came back had been resolved as a whole. */
const RESOLVE_THOSE_THAT_CAME_BACK = `
  insert into public.error_group_states (group_id, resolved_at, resolved_by, resolution_notes)
  select distinct on (e.group_id) e.group_id, e.resolved_at, e.resolved_by, e.resolution_notes
  from public.error_logs e
  join public.error_group_totals t on t.group_id = e.group_id and t.unresolved between 1 and 60
  where e.resolved_at is not null and not exists (
    select from public.error_logs o where o.group_id = e.group_id and o.resolved_at is null and o.created_at <= e.resolved_at
  )
  order by e.group_id, e.resolved_at desc limit 4`

const SNOOZE_ONE = `
  insert into public.error_group_states as s (group_id, snoozed_at, snoozed_by, snoozed_events)
  select t.group_id, now() - interval '20 minutes', (select user_id from public.profiles where role = 'admin' order by email limit 1), t.events + 25
  from public.error_group_totals t
  where t.unresolved > 0 and t.group_id not in (select group_id from public.error_group_states)
  order by t.unresolved, t.group_id limit 1`

const ASSIGN_THE_LARGEST = `
  insert into public.error_group_states as s (group_id, assigned_to)
  select t.group_id, (select user_id from public.profiles where role = 'admin' order by email desc limit 1)
  from public.error_group_totals t where t.unresolved > 0 order by t.unresolved desc limit 2
  on conflict (group_id) do update set assigned_to = excluded.assigned_to`

/** The database would record that nobody acted, just now; these acts were the admins', some time ago. */
const UNRECORDED = 'alter table public.error_group_states disable trigger audit_error_group'
const RECORDED = 'alter table public.error_group_states enable trigger audit_error_group'
const RECORD_DECISIONS = `
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata, created_at)
  select case c.action_type when 'resolve' then s.resolved_by when 'snooze' then s.snoozed_by else s.assigned_to end,
    c.action, c.action_type, 'error_groups', s.group_id::text, jsonb_strip_nulls(c.details),
    coalesce(case c.action_type when 'resolve' then s.resolved_at when 'snooze' then s.snoozed_at end, now())
  from public.error_group_states s
  cross join lateral private.error_group_transition(null, s) c`

/** What the sample admins decided about the groups that the database made of the sample errors. */
export async function decideOnErrorGroups(query: Query): Promise<void> {
  for (const statement of [
    APPLY_DELTAS,
    WEIGH,
    UNRECORDED,
    RESOLVE_THOSE_THAT_CAME_BACK,
    SNOOZE_ONE,
    ASSIGN_THE_LARGEST,
    RECORD_DECISIONS,
    RECORDED,
  ]) {
    await query(statement)
  }
}
