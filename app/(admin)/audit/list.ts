import { parseAsString } from 'nuqs/server'
import { BUSY_CUSTOMER } from '@/lib/lists/bench'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN } from '@/lib/lists/help'
import { listParsers, texts } from '@/lib/lists/params'

const { q, customer, period, span } = listParsers

/** Both audit logs. */
export const audit = defineList({
  name: 'audit',
  title: 'Audit log',
  row: { one: 'audit entry', many: 'audit entries' },
  page: '/audit',
  icon: 'scroll-text',
  navigation: { group: 'Platform' },
  params: {
    /** Which log: the dashboard's own trail, or the platform's. */
    source: texts,
    actor: texts,
    action: texts,
    entity: texts,
    /** A row's id; with `entity` it is one row's history. */
    id: parseAsString,
    customer,
    q,
    period,
    span,
  },
  sorts: { created_at: 'time' },
  rows: 'list_audit',
  masked: { ip: 'address', score: 'left out', risk_level: 'left out' },
  keys: [
    ['J K', 'move'],
    ['↵', 'open'],
    ['/', 'search'],
  ],
  counted: { one: 'act', many: 'acts' },
  empty: ['No audit entries yet', 'Changes, exports and reveals of masked values are recorded here.'],
  facets: { source: 'Source', action: 'Act', entity: 'Table' },
  search: {
    label: 'Search notes and reasons',
    keys: {
      source: 'source',
      action: 'action',
      table: 'entity',
      id: 'id',
      customer: 'customer',
      since: 'period',
    },
  },
  chart: { period: '30d', bars: 30 },
  help: {
    purpose: 'See who did what, and when. The database writes the entries, and they cannot be changed.',
    figures: [],
    keys: [OPEN],
  },
  bench: {
    'busy customer': `customer=${BUSY_CUSTOMER}`,
    'one action': 'action=error.resolved',
    'last 7 days': 'period=7d',
  },
  picture: { opens: true },
})

export type AuditParams = ParamsOf<typeof audit>
export type AuditQuery = QueryOf<typeof audit>
