import type { inferParserType } from 'nuqs/server'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'

/** The parameters of /unknown-numbers. */
export const unknownNumbersParsers = {
  ...listParsers,
  state: oneOf(['open', 'resolved', 'all']),
  event_type: texts,
  resolution: texts,
  sort: oneOf(['received_at']),
}

export type UnknownNumbersParams = inferParserType<typeof unknownNumbersParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function unknownNumbersFilter(params: UnknownNumbersParams, now: number) {
  const { state, event_type, resolution, q } = params
  return { state, event_type, resolution, q: q || null, ...timeFilter(params, now) }
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered(params: UnknownNumbersParams): boolean {
  const { state, event_type, resolution, period, span, q, after, before } = params
  return (
    state !== 'open' ||
    event_type.length + resolution.length > 0 ||
    period !== 'all' ||
    Boolean(span || q || after || before)
  )
}
