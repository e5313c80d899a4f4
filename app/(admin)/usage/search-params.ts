import type { inferParserType } from 'nuqs/server'
import { listParsers, oneOf, texts } from '@/lib/list-params'
import { USAGE_STATES } from '@/lib/usage'

const { q, customer, order, after, before } = listParsers

/** The parameters of /usage. */
export const usageParsers = {
  q,
  customer,
  order,
  after,
  before,
  state: oneOf(['all', ...USAGE_STATES]),
  tier: texts,
  sort: oneOf(['used_percent', 'period_ends']),
}

/** What the columns hold that are not text. */
export const usageSorts = { used_percent: 'number', period_ends: 'time' } as const

export type UsageParams = inferParserType<typeof usageParsers>

/**
 * @param params the parameters of the URL.
 * @returns the filter as the database functions take it.
 */
export function usageFilter({ state, tier, customer, q }: UsageParams) {
  return { state, tier, customer, q: q || null }
}

/** @returns the order that is asked for: the most used first, of periods the one that ends next. */
export function usageOrder({ sort, order }: UsageParams) {
  return { by: sort, descending: order ? order === 'desc' : sort === 'used_percent' }
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered({ state, tier, customer, q, after, before }: UsageParams): boolean {
  return state !== 'all' || tier.length > 0 || Boolean(customer || q || after || before)
}
