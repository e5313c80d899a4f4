import { createParser, parseAsArrayOf } from 'nuqs/server'
import { queueBench } from '@/lib/lists/bench'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { COUNTS, OPEN, SELECT } from '@/lib/lists/help'
import { listParsers, oneOf, texts, uuid } from '@/lib/lists/params'

const { q, customer, period, span } = listParsers

/** The states of a webhook, in the order of their tabs. */
export const WEBHOOK_STATES = ['pending', 'failed', 'processed', 'skipped'] as const

export type WebhookState = (typeof WEBHOOK_STATES)[number]

/** What a payload holds, as `call.call_id="call_1"`; see the database function payload_patterns. */
const held = createParser({
  parse: (value: string) =>
    value.length < 1000 && /^[^.\s=]+(\.[^.\s=]+)*\s*=\s*\S/.test(value) ? value : null,
  serialize: (value: string) => value,
})

/** The webhook queue. */
export const webhooks = defineList({
  name: 'webhooks',
  title: 'Webhooks',
  row: { one: 'webhook', many: 'webhooks' },
  page: '/webhooks',
  icon: 'webhook',
  navigation: { group: 'Triage', count: 'pending_webhooks', silence: 'webhooks' },
  tasks: { 'Requeue failed webhooks': 'state=failed' },
  found: 'webhook',
  params: {
    state: oneOf([...WEBHOOK_STATES, 'all']),
    event_type: texts,
    cause: uuid,
    payload: parseAsArrayOf(held).withDefault([]),
    customer,
    q,
    period,
    span,
  },
  looks: { view: oneOf(['rows', 'causes']) },
  states: {
    pending: 'Pending',
    failed: 'Failed',
    processed: 'Processed',
    skipped: 'Skipped',
    all: 'All',
  },
  always: ['state'],
  sorts: { received_at: 'time', attempts: 'number' },
  rows: 'list_webhooks',
  masked: { phone_number: 'phone', idempotency_key: 'text', error_message: 'text' },
  bulk: ['requeue', 'skip'],
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['⇧ X', 'range'],
    ['↵', 'open'],
    ['R', 'requeue'],
    ['S', 'skip'],
  ],
  empty: {
    pending: ['No pending webhooks', 'Webhooks appear here until they are processed.'],
    failed: ['No failed webhooks', 'Failed webhooks appear here until they are requeued or skipped.'],
    processed: ['No processed webhooks yet', 'Webhooks appear here once they are processed.'],
    skipped: ['No skipped webhooks', 'Webhooks that an admin skipped appear here.'],
    all: ['No webhooks yet', 'Webhooks appear here as they arrive.'],
  },
  facets: { event_type: 'Event' },
  search: {
    label: 'Key, phone or error',
    keys: {
      event: 'event_type',
      customer: 'customer',
      is: 'state',
      since: 'period',
      payload: { param: 'payload', many: true, path: true },
    },
  },
  chart: { bars: 60, first: ['failed', 'pending', 'processed', 'skipped'], allStates: true },
  help: {
    purpose: 'See the backlog and the failures, and requeue webhooks safely.',
    figures: [
      ['Pending', 'Received and not processed yet; late after 5 minutes.'],
      ['Attempts', 'How often it was tried. Requeueing lets it be tried again.'],
      [
        'Ran before',
        'Webhooks of the same idempotency key that succeeded: running this one again may do the same thing twice.',
      ],
      [
        'Counts',
        `Of all that match the filters, ${COUNTS}. What many payloads hold is looked for in the newest 50,000: "678+" are at least 678.`,
      ],
    ],
    keys: [OPEN, ...SELECT, [['R'], 'Requeue']],
  },
  bench: {
    ...queueBench('failed', 'event_type=call_ended'),
    'by attempts': 'state=all&sort=attempts',
    causes: 'state=failed&view=causes',
    'payload search': 'state=all&payload=call.id%3Dcall_77',
  },
})

export type WebhooksParams = ParamsOf<typeof webhooks>
export type WebhooksQuery = QueryOf<typeof webhooks>
