import { queueBench } from '@/lib/lists/bench'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { COUNTS, OPEN, SELECT } from '@/lib/lists/help'
import { listParsers, oneOf, texts } from '@/lib/lists/params'

const { q, customer, period, span } = listParsers

/** What /errors shows: groups of errors, or each error. */
export const VIEW = oneOf(['groups', 'rows'])

/** Groups of errors that say the same. */
export const errorGroups = defineList({
  name: 'error_groups',
  title: 'Errors',
  row: { one: 'group', many: 'error groups' },
  page: '/errors',
  icon: 'bug',
  navigation: { group: 'Triage', count: 'unresolved_errors' },
  tasks: { 'Resolve unresolved errors': '' },
  found: 'error group',
  params: {
    state: oneOf(['unresolved', 'regressed', 'snoozed', 'resolved', 'all']),
    type: texts,
    endpoint: texts,
    assignee: texts,
    customer,
    q,
    period,
    span,
  },
  looks: { view: VIEW },
  filter: ({ assignee }) => ({ assignee: assignee[0] ?? null }),
  states: {
    unresolved: 'Unresolved',
    regressed: 'Regressed',
    snoozed: 'Snoozed',
    resolved: 'Resolved',
    all: 'All',
  },
  sorts: {
    impact: 'number',
    events: 'number',
    unresolved: 'number',
    customers: 'number',
    last_seen: 'time',
    first_seen: 'time',
    trend: 'number',
  },
  rows: 'list_error_groups',
  masked: { message: 'text', endpoint: 'text', pattern: 'text', split_value: 'text' },
  bulk: ['resolve'],
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['⇧ X', 'range'],
    ['↵', 'open'],
    ['E', 'resolve'],
  ],
  counted: { one: 'group', many: 'groups', withState: true },
  empty: ['No unresolved errors', 'Errors appear here until an admin resolves them.'],
  facets: { type: 'Type', endpoint: 'Endpoint' },
  search: {
    label: 'Search messages and payloads',
    keys: { type: 'type', endpoint: 'endpoint', customer: 'customer', is: 'state', since: 'period' },
  },
  chart: { bars: 60 },
  newRows: 'with new errors',
  help: {
    purpose: 'Find errors, see which customers they affect, and resolve them.',
    figures: [
      ['A group', 'Errors of one type whose messages differ only in numbers, ids and quoted parts.'],
      [
        'Texts',
        'How many different messages the errors of a group have, up to 100. With two or more, the list shows their pattern: the message with a * for each value.',
      ],
      [
        'Impact',
        'What the plans of the customers with unresolved errors of the group cost together a month. Plans of unknown price are counted beside it: "+ 2 ?".',
      ],
      [
        'Merge',
        'Select groups of one cause, or open one: their past and later events stand under the group that you choose, until somebody undoes it.',
      ],
      [
        'Split',
        'Open a group whose events differ: the next event with a chosen endpoint, customer or message begins a group of its own. Past events stay.',
      ],
      ['Regressed', 'Resolved, then occurred again.'],
      ['Growing', '10 errors or more in 24 hours, and twice those of the 24 hours before.'],
      ['Counts', `Of all that match the filters, ${COUNTS}.`],
    ],
    keys: [OPEN, ...SELECT, [['E'], 'Resolve']],
  },
  bench: { ...queueBench('unresolved', 'type=retell_timeout'), 'by trend': 'sort=trend' },
})

export type GroupsParams = ParamsOf<typeof errorGroups>
export type GroupsQuery = QueryOf<typeof errorGroups>
