import 'server-only'
import { cutPage, pageArguments } from '@/lib/lists/page-rows'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'
import { describeEntry } from './entry'
import type { EntryKind, TimelineKind } from './kinds'
import { type TimelineParams, timelineRange } from './search-params'

/**
 * @param customer a customer's id.
 * @param params which part of the timeline.
 * @param zone in which to write times.
 * @returns one page of entries in words, personal data masked, newest first, and the neighbours' cursors.
 */
export async function listTimeline(customer: string, params: TimelineParams, zone: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('customer_timeline', {
      customer,
      kinds: params.kind.length > 0 ? params.kind : undefined,
      ...timelineRange(params, Date.now()),
      ...pageArguments(params),
    }),
  )
  const page = cutPage(rows, params, (row) => [row.happened_at, row.id])
  return {
    ...page,
    rows: page.rows.map((row) => describeEntry({ ...row, kind: row.kind as TimelineKind }, zone)),
  }
}

/**
 * @param customer a customer's id.
 * @param params when.
 * @returns how many entries of each kind there are, exactly up to 10,000; 10,001 stands for more.
 */
export async function countTimeline(customer: string, params: TimelineParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('count_customer_timeline', { customer, ...timelineRange(params, Date.now()) }),
  )
  return new Map(rows.map(({ kind, matches }) => [kind as EntryKind, Number(matches)]))
}

/**
 * @param customer a customer's id.
 * @returns what errors and failed webhooks cost the customer in the last 30 days, and how many of the latest
 * leads booked.
 */
export async function countCosts(customer: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('customer_costs', { customer }).single())
}
