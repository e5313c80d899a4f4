import { defineList, type ParamsOf } from '@/lib/lists/define-list'
import { OPEN, SELECT } from '@/lib/lists/help'
import { listParsers, oneOf, texts } from '@/lib/lists/params'

const { q, period, span } = listParsers

/** Events that came for a number that no agent has. */
export const unknownNumbers = defineList({
  name: 'unknown_numbers',
  title: 'Unknown numbers',
  row: { one: 'unknown number', many: 'unknown numbers' },
  page: '/unknown-numbers',
  icon: 'phone-forwarded',
  navigation: { group: 'Platform' },
  params: {
    state: oneOf(['open', 'resolved', 'all']),
    event_type: texts,
    resolution: texts,
    q,
    period,
    span,
  },
  states: { open: 'Open', resolved: 'Resolved', all: 'All' },
  sorts: { received_at: 'time' },
  rows: 'list_unknown_numbers',
  masked: { phone_number: 'phone', agent_number: 'phone', notes: 'text' },
  keys: [
    ['J K', 'move'],
    ['X', 'select'],
    ['↵', 'open'],
    ['E', 'match'],
    ['U', 'undo'],
  ],
  empty: ['No unknown numbers', 'Events for a number that is assigned to no agent appear here.'],
  facets: { event_type: 'Event', resolution: 'Resolution' },
  search: { label: 'Part of the number', keys: { event: 'event_type', is: 'state', since: 'period' } },
  help: {
    purpose: 'Match numbers that no agent has, or dismiss them.',
    figures: [],
    keys: [OPEN, ...SELECT],
  },
  bench: { all: 'state=all' },
  sample: 'state=all',
  picture: { opens: true },
})

export type UnknownNumbersParams = ParamsOf<typeof unknownNumbers>
