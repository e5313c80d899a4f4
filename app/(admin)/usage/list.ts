import { USAGE_STATES, USAGE_WORDS } from '@/lib/format/usage'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN } from '@/lib/lists/help'
import { listParsers, oneOf, texts } from '@/lib/lists/params'

const { q, customer } = listParsers

/** What customers use of their plans. */
export const usage = defineList({
  name: 'usage',
  title: 'Usage',
  row: { one: 'usage', many: 'usage' },
  page: '/usage',
  icon: 'gauge',
  navigation: { group: 'Customers', silence: 'calls' },
  savedViews: { 'Near the limit, period ending last': 'state=near&sort=period_ends&order=desc' },
  params: { state: oneOf(['all', ...USAGE_STATES]), tier: texts, customer, q },
  states: { all: 'All', ...USAGE_WORDS },
  sorts: { used_percent: 'number', period_ends: 'time' },
  ascending: ['period_ends'],
  rows: 'list_usage',
  masked: {},
  keys: [
    ['J K', 'move'],
    ['↵', 'open'],
    ['/', 'search'],
  ],
  empty: ['No usage yet', 'Customers appear here once their plan has limits.'],
  facets: { tier: 'Plan' },
  search: { label: 'Search name or whole e-mail', keys: { plan: 'tier', customer: 'customer', is: 'state' } },
  newRows: false,
  help: {
    purpose: 'See how much of their plan customers use, and who is near or over a limit.',
    figures: [],
    keys: [OPEN],
  },
  bench: { over: 'state=over', 'text search': 'q=Cedar' },
})

export type UsageParams = ParamsOf<typeof usage>
export type UsageQuery = QueryOf<typeof usage>
