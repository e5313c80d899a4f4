import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { assignees } from '@/lib/assignees'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'

/** How bad an alert can be, the worst first; the platform may write others. */
export const ALERT_SEVERITIES = ['critical', 'warning', 'info'] as const

/** The parameters of /alerts. */
export const alertsParsers = {
  ...listParsers,
  state: oneOf(['open', 'snoozed', 'acknowledged', 'closed', 'all']),
  severity: parseAsString,
  type: texts,
  assignee: assignees,
  /** Whether the alerts of a storm are one row; of open alerts only. */
  view: oneOf(['each', 'storms']),
  /** The ids of the storms whose alerts are shown under them. */
  unfolded: texts,
  sort: parseAsStringLiteral(['severity', 'created_at']),
}

export type AlertsParams = inferParserType<typeof alertsParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function alertsFilter(params: AlertsParams, now: number) {
  const { state, severity, type, assignee, customer, q } = params
  const time = timeFilter(params, now)
  return { state, severity: severity ? [severity] : [], type, assignee, customer, q: q || null, ...time }
}

/** @returns whether storms are one row each. */
export function groupsStorms({ view, state }: AlertsParams): boolean {
  return view === 'storms' && state === 'open'
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
  const { state, severity, type, assignee, customer, period, span, q, after, before } = params
  return (
    state !== 'open' ||
    type.length > 0 ||
    assignee.length > 0 ||
    period !== 'all' ||
    Boolean(severity || customer || span || q || after || before)
  )
}
