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
  const entries = times.map((at) => ({ at }))
  const daysIn = (zone: string) => byDay(entries, now, zone).map(({ day, entries }) => [day, entries.length])
  expect(daysIn('UTC')).toEqual([
    ['Today, Thu, Nov 26', 2],
    ['Yesterday, Wed, Nov 25', 1],
    ['Jan 2, 2025', 1],
  ])
  expect(daysIn('America/New_York')).toEqual([
    ['Today, Thu, Nov 26', 1],
    ['Yesterday, Wed, Nov 25', 2],
    ['Jan 2, 2025', 1],
  ])
})
