import 'server-only'
import { formatMatches } from '@/lib/format/format'
import { viewerZone } from '@/lib/format/viewer-zone'
import { clockBounds } from '@/lib/lists/clock'
import { deferUntilRowsRequested } from '@/lib/lists/defer'
import { countMatching } from '@/lib/lists/figures'
import { chartPeriod, periodHours, periodStart } from '@/lib/lists/params'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type WebhookState, type WebhooksQuery, webhooks } from './list'

export type WebhookRow = Omit<Tables<'webhook_list'>, 'state'> & { state: WebhookState }

/** A row of the list: with the end of the last attempt that is known, and when it was last requeued. */
export type ListedWebhook = WebhookRow & { last_attempt_at: string | null; queued_at: string | null }

/** At most so many stretches the depth of the queue is drawn over. */
const STRETCHES = 90

/** @returns one page of webhooks that match, masked, and its neighbours' cursors. */
export async function listWebhooks(query: PageQuery) {
  const page = await readPage<WebhookRow>(webhooks, query)
  const supabase = await getSupabase()
  const ids = page.rows.map(({ id }) => id)
  const marks = new Map(
    (ids.length ? unwrap(await supabase.rpc('webhook_marks', { ids })) : []).map((mark) => [mark.id, mark]),
  )
  const rows = page.rows.map((row): ListedWebhook => {
    const mark: Partial<Record<'last_attempt_at' | 'queued_at', string | null>> = marks.get(row.id) ?? {}
    return { ...row, last_attempt_at: mark.last_attempt_at ?? null, queued_at: mark.queued_at ?? null }
  })
  return { ...page, rows }
}

/** @returns how many webhooks arrived in the last hour, whatever became of them. */
export async function countArrivals(now: number) {
  return countMatching('webhooks', { state: 'all', since: periodStart('1h', now) ?? null })
}

/** @returns how many webhooks wait now. */
export async function countPending() {
  return countMatching('webhooks', { state: 'pending' })
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

/** When what such figures are about happened, in words. */
function figureWhen({ params: { period, span }, when }: WebhooksQuery, days: number): string {
  const isCut = !span && periodHours(chartPeriod(period).period) > days * 24
  return isCut ? `in the last ${days} days` : when
}

/**
 * @returns the most webhooks that waited, and the longest that any had, in every stretch of the chart's period, the last
 * seven days of it at most; its name; and since when that is recorded and not reconstructed.
 */
export async function queueDepth(query: WebhooksQuery) {
  const supabase = await deferUntilRowsRequested()
  const [since, until] = figureSpan(query, MOST_DAYS).map((moment) => Date.parse(moment))
  const bounds = clockBounds(since ?? 0, until ?? 0, STRETCHES, await viewerZone())
  const [depths, recordedSince] = await Promise.all([
    supabase.rpc('webhook_depth', { bounds: bounds.map((at) => new Date(at).toISOString()) }),
    supabase.rpc('webhooks_recorded_since'),
  ])
  return {
    stretches: unwrap(depths),
    recordedSince: unwrap(recordedSince),
    label: figureWhen(query, MOST_DAYS),
  }
}

/** Longest time that throughput is counted over. */
const THROUGHPUT_DAYS = 30

/** @returns when what webhookThroughputByType counts finished. */
export const throughputWhen = (query: WebhooksQuery) => figureWhen(query, THROUGHPUT_DAYS)

/** @returns what finished over the chart's period, the last 30 days of it at most, by event type. */
export async function webhookThroughputByType(query: WebhooksQuery) {
  const supabase = await deferUntilRowsRequested()
  const [since, until] = figureSpan(query, THROUGHPUT_DAYS)
  return unwrap(await supabase.rpc('webhook_throughput', { since, until }))
}

export type ThroughputRow = Awaited<ReturnType<typeof webhookThroughputByType>>[number]

/** @returns how many events came for numbers that belong to nobody and are open, under the filters that they share with the queue. */
export async function countUnknownEvents({
  filter: { event_type = null, since = null, until = null },
}: WebhooksQuery) {
  return formatMatches(await countMatching('unknown_numbers', { state: 'open', event_type, since, until }))
}
