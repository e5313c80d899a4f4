import { type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { chartPeriod, chartWhen, listParsers, oneOf, texts, timeFilter, words } from '@/lib/list-params'
import { SIGNS } from './words'

/** The parameters of /sessions. */
export const sessionsParsers = {
  ...listParsers,
  state: oneOf(['active', 'odd', 'revoked', 'all']),
  sign: words(SIGNS),
  device: texts,
  sort: parseAsStringLiteral(['last_active', 'created_at']),
}

export type SessionsParams = inferParserType<typeof sessionsParsers>

/** What the columns that sort hold, for cursors. */
export const SESSION_SORTS = { last_active: 'time', created_at: 'time', null: 'time' } as const

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function sessionsFilter(params: SessionsParams, now: number) {
  const { state, sign, device, customer, q } = params
  return { state, sign, device, customer, q: q || null, ...timeFilter(params, now) }
}

/** @returns the order that is asked for; without one the last seen come first. */
export function sessionsOrder({ sort, order }: SessionsParams) {
  return { by: sort ?? 'last_active', descending: order !== 'asc' } as const
}

/** @returns what the chart covers; customers sign in rarely, so it looks back 30 days where no period is chosen. */
export function sessionsChartPeriod({ period }: SessionsParams) {
  return chartPeriod(period === 'all' ? '30d' : period)
}

/** @returns the same in words. */
export function sessionsChartWhen({ period, span }: SessionsParams) {
  return chartWhen({ period: period === 'all' ? '30d' : period, span })
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered(params: SessionsParams): boolean {
  const { state, sign, device, customer, period, span, q, after, before } = params
  return (
    state !== 'active' ||
    sign.length + device.length > 0 ||
    period !== 'all' ||
    Boolean(customer || span || q || after || before)
  )
}
