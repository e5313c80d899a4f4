import 'server-only'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { formatMatches } from '@/lib/format'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { chartPeriod, chartWhen, periodHours, periodStart, timeFilter } from '@/lib/list-params'
import { maskPhone, maskText } from '@/lib/mask'
import { cutPage, pageArguments } from '@/lib/rows'
import { afterTheRows, beforeTheRows } from '@/lib/rows-first'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type WebhookState, type WebhooksParams, webhooksFilter } from './list'

export type WebhookRow = Omit<Tables<'webhook_list'>, 'state'> & { state: WebhookState }

/** A row of the list: with the end of the last attempt that is known. */
export type ListedWebhook = WebhookRow & { last_attempt_at: string | null }

const BUCKETS = 60

/** @returns the row with its phone number, and those in its key and its error, masked. */
export function maskWebhook<Row extends WebhookRow>(row: Row): Row {
  return {
    ...row,
    phone_number: row.phone_number && maskPhone(row.phone_number),
    idempotency_key: row.idempotency_key && maskText(row.idempotency_key),
    error_message: row.error_message && maskText(row.error_message),
  }
}

/** @returns one page of webhooks that match, and its neighbours' cursors. */
export async function listWebhooks(params: WebhooksParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const page = supabase.rpc('list_webhooks', {
    filter: webhooksFilter(params, Date.now()),
    sort: params.sort,
    descending: params.order !== 'asc',
    ...pageArguments(params),
  })
  // The marks are of these rows, and part of them.
  const rows = (await beforeTheRows(page.then(unwrap))) as WebhookRow[]
  const marks = rows.length
    ? unwrap(await supabase.rpc('webhook_marks', { ids: rows.map(({ id }) => id) }))
    : []
  const attempted = new Map(marks.map((mark) => [mark.id, mark.last_attempt_at as string | null]))
  const listed: ListedWebhook[] = rows.map((row) => ({
    ...maskWebhook(row),
    last_attempt_at: attempted.get(row.id) ?? null,
  }))
  return cutPage(listed, params, (row) => [String(row[params.sort]), row.id])
}

/** @returns the values of every facet, states included, with how many webhooks have each under the other filters. */
export async function countWebhookFacets(params: WebhooksParams) {
  return countFacets('webhooks', webhooksFilter(params, Date.now()))
}

/** @returns how many webhooks arrived in the last hour, whatever became of them. */
export async function countArrivals() {
  return countMatching('webhooks', { state: 'all', since: periodStart('1h', Date.now()) ?? null })
}

/** @returns webhooks received over the chart's period by what became of them, whichever tab is open. */
export async function webhookThroughput(params: WebhooksParams) {
  return countOverTime('webhooks', webhooksFilter({ ...params, state: 'all' }, Date.now()), {
    period: chartPeriod(params.period).period,
    span: params.span,
    buckets: BUCKETS,
    order: ['failed', 'pending', 'processed', 'skipped'],
  })
}

/** @returns the webhook that waits longest, or null when none is pending. */
export async function oldestPending() {
  const supabase = await afterTheRows()
  return unwrap(await supabase.rpc('oldest_unhandled').eq('queue', 'webhooks').maybeSingle())
}

/** Longest time that the queue's depth is drawn over. */
const MOST_DAYS = 7

/** The stretch of time that figures beside the list are about, cut to so many days. */
function figureSpan({ period, span }: WebhooksParams, days: number): [since: string, until: string] {
  const until = span ? Date.parse(span[1]) : Date.now()
  const length = span ? until - Date.parse(span[0]) : periodHours(chartPeriod(period).period) * 3_600_000
  return [new Date(until - Math.min(length, days * 86_400_000)).toISOString(), new Date(until).toISOString()]
}

/** @returns how many webhooks waited over the chart's period, the last seven days of it at most, and its name. */
export async function queueDepth(params: WebhooksParams) {
  const supabase = await afterTheRows()
  const [since, until] = figureSpan(params, MOST_DAYS)
  const moments = unwrap(await supabase.rpc('webhook_depth', { since, until, buckets: BUCKETS }))
  const isCut = !params.span && periodHours(chartPeriod(params.period).period) > MOST_DAYS * 24
  return { moments, label: isCut ? 'in the last 7 days' : chartWhen(params) }
}

/** @returns what was settled over the chart's period, the last 30 days of it at most, by event type. */
export async function webhookThroughputByType(params: WebhooksParams) {
  const supabase = await afterTheRows()
  const [since, until] = figureSpan(params, 30)
  return unwrap(await supabase.rpc('webhook_throughput', { since, until }))
}

export type ThroughputRow = Awaited<ReturnType<typeof webhookThroughputByType>>[number]

/** @returns how many events came for numbers that belong to nobody and are open, under the filters that they share with the queue. */
export async function countUnknownEvents(params: WebhooksParams) {
  const { event_type, ...times } = params
  return formatMatches(
    await countMatching('unknown_numbers', { state: 'open', event_type, ...timeFilter(times, Date.now()) }),
  )
}
