import 'server-only'
import { cache } from 'react'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { isUuid } from '@/lib/uuid'
import { discrepancies, reconciliation } from './list'

export type RunRow = NonNullKeys<
  Tables<'reconciliation_list'>,
  | 'id'
  | 'run_type'
  | 'status'
  | 'started_at'
  | 'records_checked'
  | 'discrepancies_found'
  | 'is_stale'
  | 'goes_in_parts'
>
export type DiscrepancyRow = NonNullKeys<Tables<'discrepancy_list'>, 'id' | 'run_id' | 'metric'>

/** How many runs the trend shows. */
const TREND = 30

/** @returns one page of runs that match, masked, and its neighbours' cursors. */
export const listRuns = (query: PageQuery) => readPage<RunRow>(reconciliation, query)

/** @returns the latest completed runs, the oldest first, with how much each found. */
export async function listTrend() {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase
      .from('reconciliation_list')
      .select('id, started_at, discrepancies_found, records_checked')
      .eq('status', 'completed')
      .order('started_at', { ascending: false })
      .limit(TREND),
  ) as Pick<RunRow, 'id' | 'started_at' | 'discrepancies_found' | 'records_checked'>[]
  return rows.reverse()
}

/**
 * @param id a run's id.
 * @returns the run, or null when there is none.
 */
export const findRun = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const row = unwrap(await supabase.from('reconciliation_list').select('*').eq('id', id).maybeSingle())
  return row && maskColumns(reconciliation.masked, row as RunRow)
})

/** @returns the differences of a run that match, the largest first, and the neighbouring pages' cursors. */
export async function listDiscrepancies(query: PageQuery) {
  await requireAdmin()
  if (!isUuid(String(query.filter.run))) return { rows: [], before: null, after: null }
  return readPage<DiscrepancyRow>(discrepancies, query, ({ size }) => size ?? 0)
}
