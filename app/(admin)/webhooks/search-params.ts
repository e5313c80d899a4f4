import { createParser, type inferParserType, parseAsArrayOf } from 'nuqs/server'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'
import { isUuid } from '@/lib/uuid'

/** The states of a webhook, in the order of their tabs. */
export const WEBHOOK_STATES = ['pending', 'failed', 'processed', 'skipped'] as const

export type WebhookState = (typeof WEBHOOK_STATES)[number]

const cause = createParser({
  parse: (value: string) => (isUuid(value) ? value : null),
  serialize: (value: string) => value,
})

/** What a payload holds, as `call.call_id="call_1"`; see the database function payload_patterns. */
const held = createParser({
  parse: (value: string) =>
    value.length < 1000 && /^[^.\s=]+(\.[^.\s=]+)*\s*=\s*\S/.test(value) ? value : null,
  serialize: (value: string) => value,
})

/** The parameters of /webhooks. */
export const webhooksParsers = {
  ...listParsers,
  state: oneOf([...WEBHOOK_STATES, 'all']),
  view: oneOf(['rows', 'causes']),
  event_type: texts,
  cause,
  payload: parseAsArrayOf(held).withDefault([]),
  sort: oneOf(['received_at', 'attempts']),
}

export type WebhooksParams = inferParserType<typeof webhooksParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function webhooksFilter(params: WebhooksParams, now: number) {
  const { state, event_type, cause, payload, customer, q } = params
  return { state, event_type, cause, payload, customer, q: q || null, ...timeFilter(params, now) }
}

/** @returns whether a tab is narrowed by anything, so that "no rows" means "nothing matches". */
export function isFiltered(params: WebhooksParams): boolean {
  const { event_type, cause, payload, customer, period, span, q, after, before } = params
  const chosen = [cause, customer, q, span, after, before].some(Boolean)
  return event_type.length > 0 || payload.length > 0 || chosen || period !== 'all'
}
