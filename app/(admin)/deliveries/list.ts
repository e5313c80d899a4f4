import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN } from '@/lib/lists/help'
import { listParsers, oneOf, texts, uuid } from '@/lib/lists/params'

const { customer, period, span } = listParsers

/** The states of a delivery, as the list names them. */
export const DELIVERY_STATES = ['failed', 'waiting', 'delivered'] as const

/** Deliveries to customers' own webhooks. */
export const deliveries = defineList({
  name: 'deliveries',
  title: 'Deliveries',
  row: { one: 'delivery', many: 'deliveries' },
  page: '/deliveries',
  icon: 'send',
  navigation: { group: 'Platform' },
  params: {
    state: oneOf([...DELIVERY_STATES, 'all']),
    event_type: texts,
    webhook: uuid,
    customer,
    period,
    span,
  },
  states: { failed: 'Failed', waiting: 'Waiting', delivered: 'Delivered', all: 'All' },
  always: ['state'],
  sorts: { created_at: 'time' },
  rows: 'list_deliveries',
  masked: { error: 'text' },
  keys: [
    ['J K', 'move'],
    ['↵', 'open'],
  ],
  empty: {
    failed: ['No failed deliveries', 'Deliveries that a customer’s system rejected appear here.'],
    waiting: ['No waiting deliveries', 'Deliveries that will be retried appear here.'],
    delivered: ['No successful deliveries yet', 'Deliveries that a customer’s system accepted appear here.'],
    all: ['No deliveries yet', 'Deliveries appear here once a customer sets up a webhook.'],
  },
  facets: { event_type: 'Event' },
  chart: { period: '7d', bars: 60, first: DELIVERY_STATES, allStates: true },
  help: {
    purpose: 'See whether webhook deliveries reach customers’ systems.',
    figures: [],
    keys: [OPEN],
  },
  bench: { all: 'state=all' },
  sample: 'state=all',
  picture: { opens: true },
})

export type DeliveriesParams = ParamsOf<typeof deliveries>
export type DeliveriesQuery = QueryOf<typeof deliveries>
