/** Every list of the console, as the database calls it (table private.lists). Each declares itself in a `list.ts`. */
export const LISTS = [
  'errors',
  'error_groups',
  'alerts',
  'churn',
  'webhooks',
  'customers',
  'usage',
  'agents',
  'reconciliation',
  'discrepancies',
  'missing_events',
  'unknown_numbers',
  'deliveries',
  'sessions',
  'audit',
] as const

/** What can be done to everything that matches a list's filter (table private.bulk_verbs). */
export const BULK_ACTIONS = [
  'resolve',
  'reopen',
  'acknowledge',
  'unacknowledge',
  'requeue',
  'skip',
  'revoke',
] as const

export type List = (typeof LISTS)[number]
export type BulkAction = (typeof BULK_ACTIONS)[number]

/** A list, or the rows of a table, which are named after the page that shows them. */
export type AnyList = List | `records/${string}`

/** @param pathname a path of the console. @returns the list that is shown there, as the database calls it. */
export function listOf(pathname: string): string {
  const [, page = '', table] = pathname.split('/')
  return page === 'records' ? `records/${table}` : page.replaceAll('-', '_')
}

/** @param pathname a path of the console. @returns where the list that is shown there begins. */
export function homeOf(pathname: string): string {
  const parts = pathname.split('/')
  return parts.slice(0, parts[1] === 'records' ? 3 : 2).join('/')
}
