import { parseAsStringLiteral } from 'nuqs/server'
import { USAGE_STATES } from '@/lib/format/usage'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN } from '@/lib/lists/help'
import { listParsers, texts, words } from '@/lib/lists/params'

/** For how many days nobody has spoken to a customer. */
export const CONTACT_DAYS = ['7', '14', '30', '60', '90'] as const

/** Customers and their health. */
export const customers = defineList({
  name: 'customers',
  title: 'Customer health',
  row: { one: 'customer', many: 'customers' },
  page: '/customers',
  icon: 'heart-pulse',
  navigation: { group: 'Customers', label: 'Health', count: 'at_risk_customers', silence: 'health' },
  tasks: { 'Look at customers at risk': 'grade=D,F' },
  found: 'customer',
  savedViews: {
    'Elite and scale, D or F, no contact in 14 days': 'tier=elite,scale&grade=D,F&no_contact=14',
    'Over their plan and healthy: offer the next one': 'usage=over,stopped&grade=A,B',
  },
  params: {
    grade: texts,
    risk: texts,
    tier: texts,
    industry: texts,
    usage: words(USAGE_STATES),
    no_contact: parseAsStringLiteral(CONTACT_DAYS),
    q: listParsers.q,
  },
  sorts: {
    value_at_risk: 'number',
    score: 'number',
    used_percent: 'number',
    last_contact: 'time',
    last_calculated: 'time',
    business_name: 'text',
  },
  // Those who have waited longest for a word.
  ascending: ['last_contact'],
  rows: 'list_customer_health',
  masked: { email: 'left out' },
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['↵', 'open customer'],
    ['/', 'search'],
  ],
  counted: { one: 'customer', many: 'customers' },
  alsoCounted: [{ count: 'at_risk_customers', under: { grade: ['D', 'F'] } }],
  empty: ['No customers yet', 'Customers appear here when they sign up on the platform.'],
  facets: { grade: 'Grade', risk: 'Risk', tier: 'Plan', industry: 'Trade', usage: 'Usage' },
  search: {
    label: 'Search name or whole e-mail',
    keys: { grade: 'grade', risk: 'risk', plan: 'tier', trade: 'industry', usage: 'usage' },
  },
  newRows: 'with a new score',
  help: {
    purpose: 'See who is at risk, since when, and what was done about it.',
    figures: [
      ['Score and grade', 'From 0 to 100: A from 90, B from 80, C from 70, D from 60, F below.'],
      ['Open', 'Alerts, unresolved errors and churn alerts of the customer, each counted to 100.'],
    ],
    keys: [OPEN],
  },
  bench: {
    'by name': 'sort=business_name&order=asc',
    'text search': 'q=Cedar',
    segment: 'tier=elite,scale&grade=D,F&no_contact=14',
  },
})

export type CustomersParams = ParamsOf<typeof customers>
export type CustomersQuery = QueryOf<typeof customers>
