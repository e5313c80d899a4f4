import { createParser, type inferParserType } from 'nuqs/server'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'
import { isUuid } from '@/lib/uuid'

/** The states of a delivery, as the list names them. */
export const DELIVERY_STATES = ['failed', 'waiting', 'delivered'] as const

const webhook = createParser({
  parse: (value: string) => (isUuid(value) ? value : null),
  serialize: (value: string) => value,
})

/** The parameters of /deliveries. */
export const deliveriesParsers = {
  ...listParsers,
  state: oneOf([...DELIVERY_STATES, 'all']),
  event_type: texts,
  webhook,
  sort: oneOf(['created_at']),
}

export type DeliveriesParams = inferParserType<typeof deliveriesParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function deliveriesFilter(params: DeliveriesParams, now: number) {
  const { state, event_type, webhook: hook, customer } = params
  return { state, event_type, webhook: hook, customer, ...timeFilter(params, now) }
}

/** @returns whether a tab is narrowed by anything, so that "no rows" means "nothing matches". */
export function isFiltered(params: DeliveriesParams): boolean {
  const { event_type, webhook: hook, customer, period, span, after, before } = params
  return event_type.length > 0 || period !== 'all' || Boolean(hook || customer || span || after || before)
}
