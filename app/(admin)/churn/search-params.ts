import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { assignees } from '@/lib/assignees'
import { chartPeriod, chartWhen, listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'

/** How close a customer can be to leaving, the worst first; the platform may write others. */
export const CHURN_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const

/** The parameters of /churn. */
export const churnParsers = {
  ...listParsers,
  state: oneOf(['open', 'resolved', 'all']),
  severity: parseAsString,
  reason: texts,
  outcome: texts,
  assignee: assignees,
  sort: parseAsStringLiteral(['severity', 'created_at']),
}

export type ChurnParams = inferParserType<typeof churnParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function churnFilter(params: ChurnParams, now: number) {
  const { state, severity, reason, outcome, assignee, customer, q } = params
  const time = timeFilter(params, now)
  return {
    state,
    severity: severity ? [severity] : [],
    reason,
    outcome,
    assignee,
    customer,
    q: q || null,
    ...time,
  }
}

/** @returns the order that is asked for; without one open alerts come worst first, then oldest, others newest first. */
export function churnOrder({ state, sort, order }: ChurnParams) {
  const by = sort ?? (state === 'open' ? 'severity' : 'created_at')
  return { by, descending: order !== 'asc' }
}

/** @returns what the chart covers; churn alerts are few, so it looks back 30 days where no period is chosen. */
export function churnChartPeriod({ period }: ChurnParams) {
  return chartPeriod(period === 'all' ? '30d' : period)
}

/** @returns the same in words. */
export function churnChartWhen({ period, span }: ChurnParams) {
  return chartWhen({ period: period === 'all' ? '30d' : period, span })
}

/** @returns what the column holds that the list is ordered by, for its cursors. */
export function churnSortKind(params: ChurnParams) {
  return churnOrder(params).by === 'created_at' ? 'time' : undefined
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered(params: ChurnParams): boolean {
  const { state, severity, reason, outcome, assignee, customer, period, span, q, after, before } = params
  return (
    state !== 'open' ||
    reason.length + outcome.length + assignee.length > 0 ||
    period !== 'all' ||
    Boolean(severity || customer || span || q || after || before)
  )
}
