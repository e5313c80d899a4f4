import type { inferParserType } from 'nuqs/server'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'

/** The states of a webhook, in the order of their tabs. */
export const WEBHOOK_STATES = ['pending', 'failed', 'processed', 'skipped'] as const

export type WebhookState = (typeof WEBHOOK_STATES)[number]

/** The parameters of /webhooks. */
export const webhooksParsers = {
  ...listParsers,
  state: oneOf([...WEBHOOK_STATES, 'all']),
  event_type: texts,
  sort: oneOf(['received_at', 'attempts']),
}

export type WebhooksParams = inferParserType<typeof webhooksParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function webhooksFilter(params: WebhooksParams, now: number) {
  const { state, event_type, customer, q } = params
  return { state, event_type, customer, q: q || null, ...timeFilter(params, now) }
}

/** @returns whether a tab is narrowed by anything, so that "no rows" means "nothing matches". */
export function isFiltered({
  event_type,
  customer,
  period,
  span,
  q,
  after,
  before,
}: WebhooksParams): boolean {
  return event_type.length > 0 || Boolean(customer || q || span || after || before) || period !== 'all'
}
