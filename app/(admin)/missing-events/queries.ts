import 'server-only'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { maskPhone } from '@/lib/mask'
import { cutPage, pageArguments } from '@/lib/rows'
import { getSupabase } from '@/lib/supabase/server'
import { type MissingEventsParams, missingEventsFilter } from './list'

export type MissingEventRow = {
  id: string
  kind: 'call' | 'sms'
  missing_in: 'queue' | 'usage'
  known_by: string
  entity: string
  user_id: string | null
  reference: string
  phone_number: string | null
  happened_at: string
  seconds: number | null
  business_name: string | null
  tier: string | null
  grade: string | null
}

/** Bars of the chart: hours of a day, days of more. */
const BUCKETS = { '1h': 12, '24h': 24, '7d': 7 } as const

/** @returns one page of what one side does not know, and its neighbours' cursors. */
export async function listMissingEvents(params: MissingEventsParams & { pageSize?: number }) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_missing_events', {
      filter: missingEventsFilter(params, Date.now()),
      sort: params.sort,
      descending: params.order !== 'asc',
      ...pageArguments(params),
    }),
  ) as MissingEventRow[]
  const masked = rows.map((row) => ({
    ...row,
    phone_number: row.phone_number && maskPhone(row.phone_number),
  }))
  return cutPage(masked, params, (row) => [row.happened_at, row.id])
}

/** @returns how much is missing. */
export async function countMissingEvents(params: MissingEventsParams) {
  return countMatching('missing_events', missingEventsFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many missing events have each under the other filters. */
export async function countMissingEventFacets(params: MissingEventsParams) {
  return countFacets('missing_events', missingEventsFilter(params, Date.now()))
}

/** @returns what is missing by hour or day, calls and messages apart. */
export async function missingEventsOverTime(params: MissingEventsParams) {
  const { period, span } = params
  return countOverTime('missing_events', missingEventsFilter(params, Date.now()), {
    period,
    span,
    buckets: span ? 24 : BUCKETS[period],
    order: ['call', 'sms'],
  })
}

/** @returns when the oldest webhook that is still kept was received, or null of an empty queue. */
export async function queueReachesBackTo() {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('queue_reaches_back_to')) as string | null
}
