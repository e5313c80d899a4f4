import { type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { listParsers, oneOf, type Period, periodStart, texts } from '@/lib/list-params'

/** How far back events are compared; the first is the default. Each event is looked up, so more is asked for by hand. */
export const MISSING_PERIODS = ['24h', '1h', '7d'] as const satisfies Period[]

const LONGEST_MS = 31 * 86_400_000

/** The parameters of /missing-events. */
export const missingEventsParsers = {
  ...listParsers,
  period: parseAsStringLiteral(MISSING_PERIODS).withDefault(MISSING_PERIODS[0]),
  state: oneOf(['all', 'queue', 'usage']),
  kind: texts,
  known_by: texts,
  sort: oneOf(['happened_at']),
}

export type MissingEventsParams = inferParserType<typeof missingEventsParsers>

/**
 * @param params a period, and the stretch of time chosen by hand, which goes before it.
 * @param now milliseconds since 1970.
 * @returns the stretch that is compared: of one that is too long, its end.
 */
export function comparedTime({ period, span }: Pick<MissingEventsParams, 'period' | 'span'>, now: number) {
  if (!span) return { since: String(periodStart(period, now)), until: null }
  const [since, until] = span
  const earliest = Date.parse(until) - LONGEST_MS
  return { since: Date.parse(since) < earliest ? new Date(earliest).toISOString() : since, until }
}

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function missingEventsFilter(params: MissingEventsParams, now: number) {
  const { state, kind, known_by, customer } = params
  return { state, kind, known_by, customer, ...comparedTime(params, now) }
}

/** @returns whether the list is narrowed by anything but its period. */
export function isFiltered({ state, kind, known_by, customer, after, before }: MissingEventsParams): boolean {
  return state !== 'all' || kind.length + known_by.length > 0 || Boolean(customer || after || before)
}
