import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { chartPeriod, chartWhen, listParsers, texts, timeFilter } from '@/lib/list-params'

/** The parameters of /audit. */
export const auditParsers = {
  ...listParsers,
  /** Which log: the dashboard's own trail, or the platform's. */
  source: texts,
  actor: texts,
  action: texts,
  entity: texts,
  /** A row's id; with `entity` it is one row's history. */
  id: parseAsString,
  sort: parseAsStringLiteral(['created_at']),
}

export type AuditParams = inferParserType<typeof auditParsers>

/** @returns what the column that sorts holds, for cursors. */
export const auditSortKind = () => 'time' as const

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function auditFilter(params: AuditParams, now: number) {
  const { source, actor, action, entity, id, customer, q } = params
  return { source, actor, action, entity, id, customer, q: q || null, ...timeFilter(params, now) }
}

/** @returns the order that is asked for; the newest first without one. */
export const auditOrder = ({ order }: AuditParams) => ({ by: 'created_at', descending: order !== 'asc' })

/** @returns what the chart covers: 30 days where no period is chosen. */
export function auditChartPeriod({ period }: AuditParams) {
  return chartPeriod(period === 'all' ? '30d' : period)
}

/** @returns the same in words. */
export function auditChartWhen({ period, span }: AuditParams) {
  return chartWhen({ period: period === 'all' ? '30d' : period, span })
}

/** @returns whether anything is filtered, so that "no rows" means "nothing matches". */
export function isFiltered(params: AuditParams): boolean {
  const { source, actor, action, entity, id, customer, period, span, q, after, before } = params
  return (
    source.length + actor.length + action.length + entity.length > 0 ||
    period !== 'all' ||
    Boolean(id || customer || span || q || after || before)
  )
}
