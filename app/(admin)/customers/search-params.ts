import type { inferParserType } from 'nuqs/server'
import { GRADES } from '@/lib/grades'
import { listParsers, oneOf, words } from '@/lib/list-params'

const RISKS = ['low', 'medium', 'high', 'critical'] as const
const TIERS = ['core', 'pro', 'elite', 'scale'] as const
const INDUSTRIES = ['hvac', 'plumbing', 'electrical'] as const

const { q, order, after, before } = listParsers

/** The parameters of /customers. */
export const customersParsers = {
  q,
  order,
  after,
  before,
  grade: words(GRADES),
  risk: words(RISKS),
  tier: words(TIERS),
  industry: words(INDUSTRIES),
  sort: oneOf(['score', 'business_name', 'last_calculated']),
}

/** What the columns hold that are not text. */
export const customersSorts = { score: 'number', last_calculated: 'time' } as const

export type CustomersParams = inferParserType<typeof customersParsers>

/**
 * @param params the parameters of the URL.
 * @returns the filter as the database functions take it.
 */
export function customersFilter({ grade, risk, tier, industry, q }: CustomersParams) {
  return { grade, risk, tier, industry, q: q || null }
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered({ grade, risk, tier, industry, q, after, before }: CustomersParams): boolean {
  return grade.length + risk.length + tier.length + industry.length > 0 || Boolean(q || after || before)
}
