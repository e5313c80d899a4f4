import { type inferParserType, parseAsString } from 'nuqs/server'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'

/** The parameters of /reconciliation. */
export const reconciliationParsers = {
  ...listParsers,
  state: oneOf(['all', 'found', 'running', 'completed', 'failed']),
  type: texts,
  sort: oneOf(['started_at']),
}

export type ReconciliationParams = inferParserType<typeof reconciliationParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function reconciliationFilter(params: ReconciliationParams, now: number) {
  const { state, type } = params
  return { state, type, ...timeFilter(params, now) }
}

/** @returns whether the list is narrowed by anything, so that "no rows" means "nothing matches". */
export function isFiltered({ state, type, period, span, after, before }: ReconciliationParams): boolean {
  return state !== 'all' || type.length > 0 || period !== 'all' || Boolean(span || after || before)
}

/** The parameters of what one run found, for its pages and its export. */
export const discrepancyParsers = {
  run: parseAsString.withDefault(''),
  metric: texts,
  after: listParsers.after,
  before: listParsers.before,
}

export type DiscrepancyParams = inferParserType<typeof discrepancyParsers>
