import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching } from '@/lib/list-figures'
import { maskEmail, maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { isUuid } from '@/lib/uuid'
import { type DiscrepancyParams, type ReconciliationParams, reconciliationFilter } from './list'

export type RunRow = Solid<
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
export type DiscrepancyRow = Solid<Tables<'discrepancy_list'>, 'id' | 'run_id' | 'metric'>

/** How many runs the trend shows. */
const TREND = 30

/** @returns the run with personal data in what it says masked. */
function maskRun<Row extends Pick<RunRow, 'failure' | 'notes'>>(run: Row): Row {
  return { ...run, failure: run.failure && maskText(run.failure), notes: run.notes && maskText(run.notes) }
}

/** @returns one page of runs that match, and its neighbours' cursors. */
export async function listRuns(params: ReconciliationParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_reconciliation_runs', {
      filter: reconciliationFilter(params, Date.now()),
      sort: params.sort,
      descending: params.order !== 'asc',
      ...pageArguments(params),
    }),
  ) as RunRow[]
  return cutPage(rows.map(maskRun), params, (row) => [row.started_at, row.id])
}

/** @returns how many runs match. */
export async function countRuns(params: ReconciliationParams) {
  return countMatching('reconciliation', reconciliationFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many runs have each under the other filters. */
export async function countRunFacets(params: ReconciliationParams) {
  return countFacets('reconciliation', reconciliationFilter(params, Date.now()))
}

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
  return row && maskRun(row as RunRow)
})

/**
 * @param params the run, and which page of what it found.
 * @returns the differences of the run, the largest first, and the neighbouring pages' cursors.
 */
export async function listDiscrepancies(params: DiscrepancyParams & { pageSize?: number }) {
  await requireAdmin()
  if (!isUuid(params.run)) return { rows: [], before: null, after: null }
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_discrepancies', {
      filter: { run: params.run, metric: params.metric },
      ...pageArguments(params),
    }),
  ) as DiscrepancyRow[]
  const masked = rows.map((row) => ({ ...row, email: row.email && maskEmail(row.email) }))
  return cutPage(masked, params, (row) => [String(row.size ?? 0), row.id])
}
