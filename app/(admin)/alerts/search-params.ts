import { type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { listParsers, oneOf, periodStart, texts } from '@/lib/list-params'

/** How bad an alert can be, the worst first. */
export const ALERT_SEVERITIES = ['critical', 'warning', 'info'] as const

/** The parameters of /alerts. */
export const alertsParsers = {
  ...listParsers,
  state: oneOf(['open', 'acknowledged', 'all']),
  severity: parseAsStringLiteral(ALERT_SEVERITIES),
  type: texts,
  sort: parseAsStringLiteral(['severity', 'created_at']),
}

export type AlertsParams = inferParserType<typeof alertsParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function alertsFilter({ state, severity, type, customer, period, q }: AlertsParams, now: number) {
  const since = periodStart(period, now) ?? null
  return { state, severity: severity ? [severity] : [], type, customer, q: q || null, since }
}

/** @returns the order that is asked for; without one open alerts come worst first, then oldest, others newest first. */
export function alertsOrder({ state, sort, order }: AlertsParams) {
  const by = sort ?? (state === 'open' ? 'severity' : 'created_at')
  return { by, descending: order !== 'asc' }
}

/** @returns what the column holds that the list is ordered by, for its cursors. */
export function alertsSortKind(params: AlertsParams) {
  return alertsOrder(params).by === 'created_at' ? 'time' : undefined
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered(params: AlertsParams): boolean {
  const { state, severity, type, customer, period, q, after, before } = params
  return (
    state !== 'open' ||
    type.length > 0 ||
    period !== 'all' ||
    Boolean(severity || customer || q || after || before)
  )
}
