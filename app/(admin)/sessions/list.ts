import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN, SELECT } from '@/lib/lists/help'
import { listParsers, oneOf, texts, words } from '@/lib/lists/params'
import { DEVICES, SIGNS } from './labels'

const { q, customer, period, span } = listParsers

/** Customers' sessions. */
export const sessions = defineList({
  name: 'sessions',
  title: 'Sessions',
  row: { one: 'session', many: 'sessions' },
  page: '/sessions',
  icon: 'monitor-smartphone',
  navigation: { group: 'Platform' },
  params: {
    state: oneOf(['active', 'odd', 'revoked', 'all']),
    sign: words(SIGNS),
    device: texts,
    customer,
    q,
    period,
    span,
  },
  states: { active: 'Active', odd: 'Odd', revoked: 'Revoked', all: 'All' },
  sorts: { last_active: 'time', created_at: 'time' },
  rows: 'list_sessions',
  masked: { ip_address: 'address', user_agent: 'text', revoked_reason: 'text' },
  bulk: ['revoke'],
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['⇧ X', 'range'],
    ['↵', 'open'],
    ['R', 'revoke with reason'],
  ],
  empty: ['No active sessions', 'Sessions appear here when customers sign in to the platform.'],
  facets: { sign: 'Looks odd', device: 'Device' },
  search: {
    label: 'Search address and device',
    keys: { device: 'device', sign: 'sign', customer: 'customer', is: 'state', since: 'period' },
  },
  // Customers sign in rarely.
  chart: { period: '30d', bars: 30, first: DEVICES, allStates: true },
  help: {
    purpose: 'See who is signed in from where, and end sessions for a reason.',
    figures: [],
    keys: [OPEN, ...SELECT],
  },
  bench: { all: 'state=all', odd: 'state=odd' },
  picture: { query: 'state=odd' },
})

export type SessionsParams = ParamsOf<typeof sessions>
export type SessionsQuery = QueryOf<typeof sessions>
