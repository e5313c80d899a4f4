import { parseAsStringLiteral } from 'nuqs/server'
import { defineList, type ParamsOf, type QueryOf } from '@/lib/lists/define-list'
import { OPEN } from '@/lib/lists/help'
import { listParsers, oneOf, type Period, periodStart, texts } from '@/lib/lists/params'
import type { Span } from '@/lib/lists/span'

const { customer, span } = listParsers

/** How far back events are compared; the first is the default. Each event is looked up, so more is asked for by hand. */
export const MISSING_PERIODS = ['24h', '1h', '7d'] as const satisfies Period[]

const LONGEST_MS = 31 * 86_400_000

/**
 * @param params a period, and the stretch of time chosen by hand, which goes before it.
 * @param now milliseconds since 1970.
 * @returns the stretch that is compared: of one that is too long, its end.
 */
export function comparedTime({ period, span }: { period: Period; span: Span | null }, now: number) {
  if (!span) return { since: String(periodStart(period, now)), until: null }
  const [since, until] = span
  const earliest = Date.parse(until) - LONGEST_MS
  return { since: Date.parse(since) < earliest ? new Date(earliest).toISOString() : since, until }
}

/** Calls and messages that one side does not know. */
export const missingEvents = defineList({
  name: 'missing_events',
  title: 'Missing events',
  row: { one: 'missing event', many: 'missing events' },
  page: '/missing-events',
  icon: 'search-check',
  navigation: { group: 'Platform' },
  details: false,
  params: {
    state: oneOf(['all', 'queue', 'usage']),
    kind: texts,
    known_by: texts,
    customer,
    period: parseAsStringLiteral(MISSING_PERIODS).withDefault(MISSING_PERIODS[0]),
    span,
  },
  filter: comparedTime,
  states: { all: 'All', queue: 'Never queued', usage: 'Not billed' },
  always: ['period', 'span'],
  sorts: { happened_at: 'time' },
  rows: 'list_missing_events',
  masked: { phone_number: 'phone' },
  keys: [
    ['J K', 'move'],
    ['↵', 'open'],
  ],
  counted: { one: 'missing', many: 'missing' },
  empty: [
    'No missing events in this period',
    'The queue and usage agree on every call and message received. Events from the last 15 minutes may still be in transit.',
  ],
  facets: { kind: 'Kind', known_by: 'Known by' },
  chart: { bars: { '1h': 12, '24h': 24, '7d': 7 }, first: ['call', 'sms'] },
  help: { purpose: 'Find calls and messages that should have arrived.', figures: [], keys: [OPEN] },
  bench: { 'last 7 days': 'period=7d' },
  sample: 'period=7d',
})

export type MissingEventsParams = ParamsOf<typeof missingEvents>
export type MissingEventsQuery = QueryOf<typeof missingEvents>
