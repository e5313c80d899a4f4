import 'server-only'
import { formatMatches } from '@/lib/format/format'
import { deferUntilRowsRequested } from '@/lib/lists/defer'
import { countMatching } from '@/lib/lists/figures'
import { chartPeriod, periodHours, periodStart } from '@/lib/lists/params'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type WebhookState, type WebhooksQuery, webhooks } from './list'

export type WebhookRow = Omit<Tables<'webhook_list'>, 'state'> & { state: WebhookState }

/** A row of the list: with the end of the last attempt that is known. */
export type ListedWebhook = WebhookRow & { last_attempt_at: string | null }

/** How many moments the queue's depth is drawn from. */
const MOMENTS = 60

/** @returns one page of webhooks that match, masked, and its neighbours' cursors. */
export async function listWebhooks(query: PageQuery) {
  const page = await readPage<WebhookRow>(webhooks, query)
  const supabase = await getSupabase()
  const ids = page.rows.map(({ id }) => id)
  const marks = ids.length ? unwrap(await supabase.rpc('webhook_marks', { ids })) : []
  const attempted = new Map(marks.map((mark) => [mark.id, mark.last_attempt_at as string | null]))
  const rows = page.rows.map(
    (row): ListedWebhook => ({ ...row, last_attempt_at: attempted.get(row.id) ?? null }),
  )
  return { ...page, rows }
}

/** @returns how many webhooks arrived in the last hour, whatever became of them. */
export async function countArrivals(now: number) {
  return countMatching('webhooks', { state: 'all', since: periodStart('1h', now) ?? null })
}

/** @returns the webhook that waits longest, or null when none is pending. */
export async function oldestPending() {
  const supabase = await deferUntilRowsRequested()
  return unwrap(await supabase.rpc('oldest_unhandled').eq('queue', 'webhooks').maybeSingle())
}

/** Longest time that the queue's depth is drawn over. */
const MOST_DAYS = 7

/** The stretch of time that figures beside the list are about, cut to so many days. */
function figureSpan(
  { params: { period, span }, now }: WebhooksQuery,
  days: number,
): [since: string, until: string] {
  const until = span ? Date.parse(span[1]) : now
  const length = span ? until - Date.parse(span[0]) : periodHours(chartPeriod(period).period) * 3_600_000
  return [new Date(until - Math.min(length, days * 86_400_000)).toISOString(), new Date(until).toISOString()]
}

/** @returns how many webhooks waited over the chart's period, the last seven days of it at most, and its name. */
export async function queueDepth(query: WebhooksQuery) {
  const supabase = await deferUntilRowsRequested()
  const [since, until] = figureSpan(query, MOST_DAYS)
  const moments = unwrap(await supabase.rpc('webhook_depth', { since, until, buckets: MOMENTS }))
  const { period, span } = query.params
  const isCut = !span && periodHours(chartPeriod(period).period) > MOST_DAYS * 24
  return { moments, label: isCut ? 'in the last 7 days' : query.when }
}

/** @returns what was settled over the chart's period, the last 30 days of it at most, by event type. */
export async function webhookThroughputByType(query: WebhooksQuery) {
  const supabase = await deferUntilRowsRequested()
  const [since, until] = figureSpan(query, 30)
  return unwrap(await supabase.rpc('webhook_throughput', { since, until }))
}

export type ThroughputRow = Awaited<ReturnType<typeof webhookThroughputByType>>[number]

/** @returns how many events came for numbers that belong to nobody and are open, under the filters that they share with the queue. */
export async function countUnknownEvents({
  filter: { event_type = null, since = null, until = null },
}: WebhooksQuery) {
  return formatMatches(await countMatching('unknown_numbers', { state: 'open', event_type, since, until }))
}
