import { expect, test } from 'vitest'
import { byDay } from './days'

test('entries are grouped by day, in their order, and the latest days have their names', () => {
  const now = Date.parse('2026-11-26T10:00:00Z')
  const times = [
    '2026-11-26 09:00:00.1+00',
    '2026-11-26T00:00:00Z',
    '2026-11-25 23:59:59+00',
    '2025-01-02T08:00:00Z',
  ]
  const days = byDay(
    times.map((at) => ({ at })),
    now,
  )
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
    ['Today, Thu, Nov 26', 2],
    ['Yesterday, Wed, Nov 25', 1],
    ['Jan 2, 2025', 1],
  ])
})
