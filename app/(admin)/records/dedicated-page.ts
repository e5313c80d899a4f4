import { pageGroups } from '../pages'

/** Tables that a page of the console is about, and whether the page shows a row by its key. */
const DEDICATED: Record<string, { href: string; query?: string; rows: boolean }> = {
  error_logs: { href: '/errors', query: '?view=rows', rows: true },
  error_group_totals: { href: '/errors', rows: true },
  ops_alerts: { href: '/alerts', rows: true },
  churn_alerts: { href: '/churn', rows: true },
  webhook_queue: { href: '/webhooks', rows: true },
  profiles: { href: '/customers', rows: true },
  customer_health_scores: { href: '/customers', rows: false },
  usage_limits: { href: '/usage', rows: false },
  agents: { href: '/agents', rows: false },
  reconciliation_runs: { href: '/reconciliation', rows: true },
  latency_logs: { href: '/latency', rows: false },
  active_sessions: { href: '/sessions', rows: false },
  audit_logs: { href: '/audit', query: '?source=platform', rows: true },
  audit_trail: { href: '/audit', query: '?source=ops', rows: true },
}

/**
 * @param table a table's name.
 * @param id a row's key; without one the whole table is meant.
 * @returns the page that is made for it, or null.
 */
export function dedicatedPage(table: string, id?: string): { href: string; label: string } | null {
  const dedicated = DEDICATED[table]
  const page = pageGroups.flatMap(({ pages }) => pages).find(({ href }) => href === dedicated?.href)
  if (!dedicated || !page || (id && !dedicated.rows)) return null
  return { href: dedicated.href + (id ? `/${id}` : (dedicated.query ?? '')), label: page.label }
}
