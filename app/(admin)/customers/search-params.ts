import { type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { listParsers, oneOf, texts, words } from '@/lib/list-params'
import { USAGE_STATES } from '@/lib/usage'

/** For how many days nobody has spoken to a customer. */
export const CONTACT_DAYS = ['7', '14', '30', '60', '90'] as const

const { q, order, after, before } = listParsers

/** The parameters of /customers. */
export const customersParsers = {
  q,
  order,
  after,
  before,
  grade: texts,
  risk: texts,
  tier: texts,
  industry: texts,
  usage: words(USAGE_STATES),
  no_contact: parseAsStringLiteral(CONTACT_DAYS),
  sort: oneOf(['value_at_risk', 'score', 'used_percent', 'last_contact', 'last_calculated', 'business_name']),
}

/** What the columns hold that are not text. */
export const customersSorts = {
  value_at_risk: 'number',
  score: 'number',
  used_percent: 'number',
  last_contact: 'time',
  last_calculated: 'time',
} as const

export type CustomersParams = inferParserType<typeof customersParsers>

/**
 * @param params the parameters of the URL.
 * @returns the filter as the database functions take it.
 */
export function customersFilter({ grade, risk, tier, industry, usage, no_contact, q }: CustomersParams) {
  return { grade, risk, tier, industry, usage, no_contact, q: q || null }
}

/** @returns the order that is asked for; those who have waited longest for a word come first, of all else the most. */
export function customersOrder({ sort, order }: CustomersParams) {
  return { by: sort, descending: order ? order === 'desc' : sort !== 'last_contact' }
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered(params: CustomersParams): boolean {
  const { grade, risk, tier, industry, usage, no_contact, q, after, before } = params
  return (
    grade.length + risk.length + tier.length + industry.length + usage.length > 0 ||
    Boolean(no_contact || q || after || before)
  )
}
