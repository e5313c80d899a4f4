import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { layOutHistogram } from '@/lib/histogram'
import { periodHours } from '@/lib/list-params'
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
  await requireAdmin()
  const supabase = await getSupabase()
  const count = async (severity: 'warning' | 'info') =>
    unwrap(
      await supabase
        .rpc('count_matching', { list: 'alerts', filter: { state: 'open', severity: [severity] } })
        .single(),
    )
  const [warning, info] = await Promise.all([count('warning'), count('info')])
  return { warning, info }
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
export const receivedOverTime = cache(async (list: keyof typeof FIRST_SERIES, period: OverviewPeriod) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const until = Date.now()
  const span = { since: until - periodHours(period) * 3_600_000, until, buckets: BUCKETS[period].count }
  const rows = unwrap(
    await supabase.rpc('list_histogram', {
      list,
      filter: {},
      since: new Date(span.since).toISOString(),
      until: new Date(span.until).toISOString(),
      buckets: span.buckets,
    }),
  )
  return layOutHistogram(rows, span, FIRST_SERIES[list])
})
