import 'server-only'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { chartPeriod, periodStart } from '@/lib/list-params'
import { maskPhone, maskText } from '@/lib/mask'
import { cutPage, pageArguments } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type WebhookState, type WebhooksParams, webhooksFilter } from './search-params'

export type WebhookRow = Omit<Tables<'webhook_list'>, 'state'> & { state: WebhookState }

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
  const rows = unwrap(
    await supabase.rpc('list_webhooks', {
      filter: webhooksFilter(params, Date.now()),
      sort: params.sort,
      descending: params.order !== 'asc',
      ...pageArguments(params),
    }),
  ) as WebhookRow[]
  return cutPage(rows.map(maskWebhook), params, (row) => [String(row[params.sort]), row.id])
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
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('oldest_unhandled').eq('queue', 'webhooks').maybeSingle())
}
