import { parseAsString } from 'nuqs/server'
import { assignees } from '@/lib/lists/assignees'
import { queueBench } from '@/lib/lists/bench'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN, SELECT } from '@/lib/lists/help'
import { listParsers, oneOf, texts } from '@/lib/lists/params'

const { q, customer, period, span } = listParsers

/** How bad an alert can be, the worst first; the platform may write others. */
export const ALERT_SEVERITIES = ['critical', 'warning', 'info'] as const

/** Operational alerts. */
export const alerts = defineList({
  name: 'alerts',
  title: 'Alerts',
  row: { one: 'alert', many: 'alerts' },
  page: '/alerts',
  icon: 'bell',
  navigation: { group: 'Triage', count: 'open_alerts', alarming: 'critical_alerts' },
  tasks: { 'Acknowledge critical alerts': 'severity=critical' },
  found: 'alert',
  params: {
    state: oneOf(['open', 'snoozed', 'acknowledged', 'closed', 'all']),
    severity: parseAsString,
    type: texts,
    assignee: assignees,
    customer,
    q,
    period,
    span,
  },
  looks: {
    /** Whether the alerts of a storm are one row; of open alerts only. */
    view: oneOf(['each', 'storms']),
    /** The ids of the storms whose alerts are shown under them. */
    unfolded: texts,
  },
  filter: ({ severity }) => ({ severity: severity ? [severity] : [] }),
  states: {
    open: 'Open',
    snoozed: 'Snoozed',
    acknowledged: 'Acknowledged',
    closed: 'Closed',
    all: 'All',
  },
  sorts: { severity: 'text', created_at: 'time' },
  // Open alerts come worst first, then oldest; others newest first.
  sortOf: ({ state }) => (state === 'open' ? 'severity' : 'created_at'),
  rows: 'list_alerts',
  masked: { message: 'text' },
  bulk: ['acknowledge', 'unacknowledge'],
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['⇧ X', 'range'],
    ['↵', 'open'],
    ['A', 'acknowledge'],
    ['E', 'close'],
    ['S', 'snooze 1 h'],
    ['U', 'undo'],
  ],
  alsoCounted: [{ count: 'open_alerts' }, { count: 'critical_alerts', under: { severity: 'critical' } }],
  empty: ['No open alerts', 'Alerts appear here until an admin acknowledges them.'],
  facets: { type: 'Type' },
  search: {
    label: 'Search messages',
    keys: { type: 'type', severity: 'severity', customer: 'customer', is: 'state', since: 'period' },
  },
  chart: { bars: 48, first: ALERT_SEVERITIES, allStates: true },
  help: {
    purpose: 'Acknowledge operational alerts, most severe and oldest first.',
    figures: [
      ['Waiting', 'Against its target: critical 15 minutes, warning 1 hour, info 1 day.'],
      [
        'Comes back',
        'An acknowledged alert that is not closed reopens after a while, so that none is forgotten.',
      ],
      ['A storm', 'Many alerts of one type within minutes, shown as one row.'],
    ],
    keys: [OPEN, ...SELECT, [['A'], 'Acknowledge'], [['S'], 'Snooze for an hour'], [['E'], 'Close']],
  },
  bench: { ...queueBench('open', 'severity=critical'), storms: 'view=storms' },
})

export type AlertsParams = ParamsOf<typeof alerts>
export type AlertsQuery = QueryOf<typeof alerts>

/** @returns whether storms are one row each. */
export function groupsStorms({ view, state }: AlertsParams): boolean {
  return view === 'storms' && state === 'open'
}
