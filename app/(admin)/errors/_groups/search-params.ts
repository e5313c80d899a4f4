import type { inferParserType } from 'nuqs/server'
import { listParsers, oneOf, texts, timeFilter } from '@/lib/list-params'

/** What /errors shows: groups of errors, or each error. */
export const viewParser = oneOf(['groups', 'rows'])

/** The parameters of /errors while it shows groups. */
export const groupsParsers = {
  ...listParsers,
  view: viewParser,
  state: oneOf(['unresolved', 'regressed', 'resolved', 'snoozed', 'all']),
  type: texts,
  endpoint: texts,
  assignee: texts,
  sort: oneOf(['impact', 'events', 'unresolved', 'customers', 'last_seen', 'first_seen', 'trend']),
}

/** What the columns that sort hold. */
export const GROUP_SORTS = {
  impact: 'number',
  events: 'number',
  unresolved: 'number',
  customers: 'number',
  trend: 'number',
  last_seen: 'time',
  first_seen: 'time',
} as const

export type GroupsParams = inferParserType<typeof groupsParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function groupsFilter(params: GroupsParams, now: number) {
  const { state, type, endpoint, customer, assignee, q } = params
  return {
    state,
    type,
    endpoint,
    customer,
    assignee: assignee[0] ?? null,
    q: q || null,
    ...timeFilter(params, now),
  }
}

/** @returns whether anything but the default view is asked for, so that "no groups" means "nothing matches". */
export function isFiltered(params: GroupsParams): boolean {
  const { state, type, endpoint, assignee, customer, period, span, q, after, before } = params
  return (
    state !== 'unresolved' ||
    type.length + endpoint.length + assignee.length > 0 ||
    Boolean(customer || q || span || after || before) ||
    period !== 'all'
  )
}
