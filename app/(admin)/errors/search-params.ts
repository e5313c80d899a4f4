import type { inferParserType } from 'nuqs/server'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'
import { viewParser } from './_groups/search-params'

/** The parameters of /errors while it shows each error. */
export const errorsParsers = {
  ...listParsers,
  view: viewParser,
  state: oneOf(['unresolved', 'resolved', 'all']),
  type: texts,
  endpoint: texts,
  sort: oneOf(['created_at', 'error_type']),
}

export type ErrorsParams = inferParserType<typeof errorsParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function errorsFilter(params: ErrorsParams, now: number) {
  const { state, type, endpoint, customer, q } = params
  return { state, type, endpoint, customer, q: q || null, ...timeFilter(params, now) }
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered({
  state,
  type,
  endpoint,
  customer,
  period,
  span,
  q,
  after,
  before,
}: ErrorsParams): boolean {
  return (
    state !== 'unresolved' ||
    type.length + endpoint.length > 0 ||
    Boolean(customer || q || span || after || before) ||
    period !== 'all'
  )
}
