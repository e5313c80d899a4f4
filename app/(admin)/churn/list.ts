import { parseAsString } from 'nuqs/server'
import { assignees } from '@/lib/lists/assignees'
import { queueBench } from '@/lib/lists/bench'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN, SELECT } from '@/lib/lists/help'
import { listParsers, oneOf, texts } from '@/lib/lists/params'

const { q, customer, period, span } = listParsers

/** How close a customer can be to leaving, the worst first; the platform may write others. */
export const CHURN_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const

/** Churn alerts. */
export const churn = defineList({
  name: 'churn',
  title: 'Churn',
  row: { one: 'churn alert', many: 'churn alerts' },
  page: '/churn',
  icon: 'trending-down',
  navigation: { group: 'Triage', count: 'open_churn' },
  found: 'churn alert',
  params: {
    state: oneOf(['open', 'resolved', 'all']),
    severity: parseAsString,
    reason: texts,
    outcome: texts,
    assignee: assignees,
    customer,
    q,
    period,
    span,
  },
  filter: ({ severity }) => ({ severity: severity ? [severity] : [] }),
  states: { open: 'Open', resolved: 'Resolved', all: 'All' },
  sorts: { severity: 'text', created_at: 'time' },
  // Open alerts come worst first, then oldest; others newest first.
  sortOf: ({ state }) => (state === 'open' ? 'severity' : 'created_at'),
  rows: 'list_churn_alerts',
  masked: { reason: 'left out', reason_evidence: 'text', resolution_notes: 'text' },
  bulk: ['resolve', 'reopen'],
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['⇧ X', 'range'],
    ['↵', 'open'],
    ['E', 'resolve with note'],
    ['U', 'undo'],
  ],
  alsoCounted: [{ count: 'open_churn' }],
  empty: ['No open churn alerts', 'Churn alerts appear here until an admin resolves them.'],
  facets: { reason: 'Reason', outcome: 'Outcome' },
  search: {
    label: 'Search evidence',
    keys: {
      reason: 'reason',
      severity: 'severity',
      customer: 'customer',
      outcome: 'outcome',
      is: 'state',
      since: 'period',
    },
  },
  // Churn alerts are few.
  chart: { period: '30d', bars: 30, first: CHURN_SEVERITIES, allStates: true },
  help: {
    purpose: 'See which customers may leave and why, and record the outcome.',
    figures: [
      ['Severity', 'As rated by the platform: a lower score, inactivity, less usage, a failed payment.'],
      ['What moved', 'The parts of the health score that changed most since the last calculation.'],
    ],
    keys: [OPEN, ...SELECT, [['E'], 'Resolve']],
  },
  bench: queueBench('open', 'severity=critical'),
})

export type ChurnParams = ParamsOf<typeof churn>
export type ChurnQuery = QueryOf<typeof churn>
