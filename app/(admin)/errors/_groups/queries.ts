import 'server-only'
import { cache } from 'react'
import type { ImpactPart } from '@/components/ui/impact'
import { parseTime } from '@/lib/format/format'
import { deferUntilRowsRequested } from '@/lib/lists/defer'
import { countOverTime } from '@/lib/lists/figures'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { chartPeriod, type Period } from '@/lib/lists/params'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { maskText } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { errorGroups } from './list'

type Counted =
  | 'id'
  | 'events'
  | 'unresolved'
  | 'customers'
  | 'impact'
  | 'unpriced'
  | 'first_seen'
  | 'last_seen'
  | 'trend'
type Told = 'state' | 'error_type' | 'sparkline' | 'pattern' | 'events_day' | 'events_day_before'

/** A group of errors as its list shows it. */
export type GroupRow = NonNullKeys<Omit<Tables<'error_group_list'>, 'impact_parts'>, Counted | Told> & {
  impact_parts: ImpactPart[]
}

/** @returns one page of the groups that match, masked, and its neighbours' cursors. */
export const listGroups = (query: PageQuery) => readPage<GroupRow>(errorGroups, query)

/**
 * @param id a group's id.
 * @returns the group as it is now, its messages masked, or null when there is none.
 */
export const findGroup = cache(async (id: string): Promise<GroupRow | null> => {
  await requireAdmin()
  const supabase = await getSupabase()
  const row = unwrap(await supabase.from('error_group_list').select('*').eq('id', id).maybeSingle())
  return row && maskColumns(errorGroups.masked, row as unknown as GroupRow)
})

/**
 * @param id of a group, today's, a merged one, or one of before rules of grouping changed.
 * @returns the group that it leads to, and the ids under which that has been acted on.
 */
export async function groupIds(id: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('error_group_ids', { wanted: id }).single())
}

/** @returns since when the present rules group errors, and how many events are still in groups of older ones. */
export async function groupingState() {
  const supabase = await deferUntilRowsRequested()
  return unwrap(await supabase.rpc('error_grouping').single())
}

/** @returns whom a group hurts, those with most unresolved errors first. */
export async function listGroupCustomers(groupId: string, most: number) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('list_error_group_customers', { group_id: groupId, most }))
}

/** @returns groups that are like a group, the most alike first. */
export const listSimilarGroups = cache(async (groupId: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(await supabase.rpc('similar_error_groups', { group_id: groupId }))
  return rows.map((row) => ({ ...row, pattern: maskText(row.pattern) }))
})

/** A group that may have the same cause as another. */
export type SimilarGroup = Awaited<ReturnType<typeof listSimilarGroups>>[number]

/** @returns the groups that were merged into a group, the latest first. */
export async function listMergedGroups(groupId: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(await supabase.rpc('merged_error_groups', { target: groupId }))
  return rows.map((row) => ({ ...row, pattern: maskText(row.pattern ?? '') }))
}

const DAY = 86_400_000

/** @returns the values by which a group's events differ, masked. `value` names one without saying it. */
export async function listSplitValues(groupId: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(await supabase.rpc('error_group_values', { wanted: groupId }))
  return rows.map((row) => ({ ...row, label: maskText(row.label) }))
}

/** A value by which a group can be split. */
export type SplitValue = Awaited<ReturnType<typeof listSplitValues>>[number]

/** @returns by which values a group is split, and by which it was split off another. */
export async function listSplits(groupId: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(await supabase.rpc('error_group_splits', { wanted: groupId }))
  return rows.map((row) => ({ ...row, label: maskText(row.label) }))
}

/** @returns a group's events over the time since it was first seen, 30 days at most, and how that period is called. */
export async function groupOverTime({ id, first_seen }: GroupRow) {
  const now = Date.now()
  const age = now - parseTime(first_seen).getTime()
  const period: Period = age < DAY ? '24h' : age < 7 * DAY ? '7d' : '30d'
  const data = await countOverTime('error_groups', { ids: [id], state: 'all' }, { period, bars: 48, now })
  return { data, label: chartPeriod(period).label }
}
