import { plainName } from '@/lib/format/format'

const TABLES: Record<string, string> = {
  error_logs: 'Error',
  error_groups: 'Error group',
  ops_alerts: 'Alert',
  churn_alerts: 'Churn alert',
  webhook_queue: 'Webhook',
  profiles: 'Customer',
  active_sessions: 'Session',
  saved_views: 'View',
  unknown_phone: 'Unknown number',
  reconciliation_runs: 'Reconciliation run',
  usage_limits: 'Usage limit',
}

const SOURCES: Record<string, string> = { ops: 'Kryonex Ops', platform: 'Platform' }

const PAGES: Record<string, string> = {
  error_logs: '/errors',
  error_groups: '/errors',
  ops_alerts: '/alerts',
  churn_alerts: '/churn',
  webhook_queue: '/webhooks',
  profiles: '/customers',
  active_sessions: '/sessions',
  unknown_phone: '/unknown-numbers',
  reconciliation_runs: '/reconciliation',
}

/** @param action as the audit log has it: "error.resolved". @returns it for people: "Error resolved". */
export function actionName(action: string): string {
  return plainName(action.replaceAll('.', '_'))
}

/** @param source where an entry was recorded: "ops" or "platform". @returns it for people. */
export function sourceName(source: string): string {
  return SOURCES[source] ?? plainName(source)
}

/** @param entity the table of a row, or the list of an export. @returns it for people. */
export function tableName(entity: string): string {
  return TABLES[entity] ?? plainName(entity)
}

/** @returns where the row is shown, or null for rows that have no page of their own. */
export function rowPath(entity: string | null, id: string | null): string | null {
  const page = PAGES[entity ?? '']
  return page && id ? `${page}/${id}` : null
}

/** @returns the address of everything that happened to a row. */
export function historyPath(entity: string, id: string): string {
  return `/audit?${new URLSearchParams({ entity, id })}`
}
