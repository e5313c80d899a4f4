import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countMatching, countOverTime } from '@/lib/list-figures'
import { periodStart } from '@/lib/list-params'
import { maskText } from '@/lib/mask'
import { getSupabase } from '@/lib/supabase/server'
import type { Queue } from '@/lib/targets'
import type { OldestRow } from './condition'
import { BUCKETS, type OverviewPeriod } from './search-params'

/** @returns how much waits in every queue now, asked once per request. */
export const readPulse = cache(async () => {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('pulse').single())
})

/** @returns the row that waits longest in each queue that is not empty, asked once per request. */
export const oldestUnhandled = cache(async (): Promise<OldestRow[]> => {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(await supabase.rpc('oldest_unhandled'))
  return rows.map((row) => ({ ...row, queue: row.queue as Queue, label: maskText(row.label) }))
})

/** @returns how many warnings and infos wait, each exactly up to 10,000; the pulse has the critical ones. */
export async function countMilderAlerts() {
  const count = (severity: string) => countMatching('alerts', { state: 'open', severity: [severity] })
  const [warning, info] = await Promise.all([count('warning'), count('info')])
  return { warning, info }
}

/** @returns how many of the errors received over the period are still unresolved, exactly up to 10,000. */
export async function countUnresolvedOf(period: OverviewPeriod) {
  return countMatching('errors', { state: 'unresolved', since: periodStart(period, Date.now()) })
}

const FIRST_SERIES = {
  errors: [],
  alerts: ['critical', 'warning', 'info'],
  webhooks: ['processed', 'skipped', 'pending', 'failed'],
}

/**
 * @param list what is counted: by type for errors, by severity for alerts, by state for webhooks.
 * @param period how far back.
 * @returns how many came in over the period, asked once per request.
 */
export const receivedOverTime = cache(async (list: keyof typeof FIRST_SERIES, period: OverviewPeriod) =>
  countOverTime(list, {}, { period, buckets: BUCKETS[period].count, order: FIRST_SERIES[list] }),
)
