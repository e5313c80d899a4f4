import { parseAsString } from 'nuqs/server'
import { defineList, type ParamsOf } from '@/lib/lists/define-list'
import { OPEN } from '@/lib/lists/help'
import { listParsers, oneOf, texts } from '@/lib/lists/params'

const { period, span } = listParsers

/** Runs of the reconciliation of usage. */
export const reconciliation = defineList({
  name: 'reconciliation',
  title: 'Reconciliation',
  row: { one: 'run', many: 'reconciliation runs' },
  page: '/reconciliation',
  icon: 'scale',
  navigation: { group: 'Platform', silence: 'reconciliation' },
  params: { state: oneOf(['all', 'found', 'running', 'completed', 'failed']), type: texts, period, span },
  states: { all: 'All', found: 'With differences', failed: 'Failed' },
  sorts: { started_at: 'time' },
  rows: 'list_reconciliation_runs',
  masked: { failure: 'text', notes: 'text' },
  keys: [
    ['J K', 'move'],
    ['↵', 'open'],
  ],
  counted: { one: 'run', many: 'runs' },
  empty: ['No runs yet', 'Reconciliation runs nightly at 03:00 UTC, or when you select Run now.'],
  facets: { type: 'Started' },
  help: {
    purpose: 'Compare counted usage with the limits, and see which customers differ.',
    figures: [
      ['Discrepancy', 'A customer whose usage in the limits differs from the sum of what was counted.'],
    ],
    keys: [OPEN],
  },
  picture: { opens: true },
})

export type ReconciliationParams = ParamsOf<typeof reconciliation>

/** What one run found, for its pages and its export. */
export const discrepancies = defineList({
  name: 'discrepancies',
  title: 'Differences',
  row: { one: 'difference', many: 'differences' },
  params: { run: parseAsString.withDefault(''), metric: texts },
  sorts: { size: 'number' },
  rows: 'list_discrepancies',
  masked: { email: 'email' },
  keys: [],
  empty: ['No differences', 'This run found no differences.'],
  newRows: false,
  help: { purpose: 'See the differences that a run found.', figures: [], keys: [] },
})
