import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { CHURN_SEVERITIES, type ChurnParams, churnChartPeriod, churnFilter, churnOrder } from './list'

type Listed = Solid<Tables<'churn_list'>, 'id' | 'severity' | 'reason_kind' | 'created_at'>
export type ChurnRow = Omit<Listed, 'reason'>

const BUCKETS = 30

/** @returns the row with personal data in its evidence and its notes masked. */
function maskChurn({ reason: _, ...row }: Listed): ChurnRow {
  return {
    ...row,
    reason_evidence: row.reason_evidence && maskText(row.reason_evidence),
    resolution_notes: row.resolution_notes && maskText(row.resolution_notes),
  }
}

/** @returns one page of churn alerts that match, and its neighbours' cursors. */
export async function listChurn(params: ChurnParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const { by, descending } = churnOrder(params)
  const rows = unwrap(
    await supabase.rpc('list_churn_alerts', {
      filter: churnFilter(params, Date.now()),
      sort: by,
      descending,
      ...pageArguments(params),
    }),
  ) as Listed[]
  return cutPage(rows.map(maskChurn), params, (row) => [row[by], row.id])
}

/** @returns how many churn alerts match, exactly up to 10,000. */
export async function countChurn(params: ChurnParams) {
  return countMatching('churn', churnFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many churn alerts have each under the other filters. */
export async function countChurnFacets(params: ChurnParams) {
  return countFacets('churn', churnFilter(params, Date.now()))
}

/** @returns churn alerts raised over the period by severity, whether or not they were resolved since. */
export async function churnOverTime(params: ChurnParams) {
  const filter = churnFilter({ ...params, state: 'all' }, Date.now())
  const { period } = churnChartPeriod(params)
  return countOverTime('churn', filter, {
    period,
    span: params.span,
    buckets: BUCKETS,
    order: [...CHURN_SEVERITIES],
  })
}

/**
 * @param id a churn alert's id.
 * @returns everything about it, or null when there is none.
 */
export const findChurn = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const row = unwrap(
    await supabase.from('churn_list').select('*').eq('id', id).maybeSingle(),
  ) as Listed | null
  return row && maskChurn(row)
})
