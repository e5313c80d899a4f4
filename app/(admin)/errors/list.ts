import { queueBench } from '@/lib/lists/bench'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN, SELECT } from '@/lib/lists/help'
import { listParsers, oneOf, texts } from '@/lib/lists/params'
import { errorGroups, VIEW } from './_groups/list'

const { q, customer, period, span } = listParsers

/** Each error. */
export const errors = defineList({
  name: 'errors',
  title: 'Errors',
  row: { one: 'error', many: 'errors' },
  page: '/errors',
  icon: 'bug',
  found: 'error',
  view: 'rows',
  params: {
    state: oneOf(['unresolved', 'resolved', 'all']),
    type: texts,
    endpoint: texts,
    customer,
    q,
    period,
    span,
  },
  looks: { view: VIEW },
  states: { unresolved: 'Unresolved', resolved: 'Resolved', all: 'All' },
  sorts: { created_at: 'time', error_type: 'text' },
  rows: 'list_errors',
  masked: { message: 'text', endpoint: 'text' },
  bulk: ['resolve', 'reopen'],
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['⇧ X', 'range'],
    ['↵', 'open'],
    ['E', 'resolve'],
  ],
  alsoCounted: [{ count: 'unresolved_errors' }],
  empty: ['No unresolved errors', 'Errors appear here until an admin resolves them.'],
  facets: { type: 'Type', endpoint: 'Endpoint' },
  search: {
    label: 'Search messages and payloads',
    keys: { type: 'type', endpoint: 'endpoint', customer: 'customer', is: 'state', since: 'period' },
  },
  chart: { bars: 60 },
  help: { ...errorGroups.help, keys: [OPEN, ...SELECT, [['E'], 'Resolve']] },
  bench: {
    ...queueBench('unresolved', 'type=retell_timeout'),
    resolved: 'state=resolved',
    'by type': 'state=all&sort=error_type',
  },
})

export type ErrorsParams = ParamsOf<typeof errors>
export type ErrorsQuery = QueryOf<typeof errors>
