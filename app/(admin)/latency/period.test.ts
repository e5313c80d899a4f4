import { expect, test } from 'vitest'
import { wallClock } from '@/lib/lists/clock'
import { LATENCY_PERIODS, type LatencyPeriod, slotsOf } from './period'

const HOUR = 3_600_000
const NOW = Date.parse('2026-11-26T14:37:12Z')
/** The length of a period's slots in hours, and of its own in days. */
const SIZES: Record<LatencyPeriod, [number, number]> = {
  '1h': [1 / 12, 1 / 24],
  '24h': [1, 1],
  '7d': [6, 7],
  '30d': [24, 30],
  '90d': [24, 90],
}

test.each(
  LATENCY_PERIODS.flatMap((period) =>
    ['UTC', 'America/New_York', 'Australia/Sydney'].map((zone) => [period, zone] as const),
  ),
)('%s in %s is made of full slots on the clock, the last one running', (period, zone) => {
  const { bounds } = slotsOf(period, NOW, zone)
  const [hours, days] = SIZES[period]
  for (const bound of bounds) expect(wallClock(bound, zone) % (hours * HOUR)).toBe(0)
  expect(bounds.length - 1).toBe((days * 24) / hours)
  expect(bounds.at(-2)).toBeLessThanOrEqual(NOW)
  expect(bounds.at(-1)).toBeGreaterThan(NOW)
})

test('days on which clocks are changed are an hour longer or shorter', () => {
  const lengths = (now: string) => {
    const { bounds } = slotsOf('30d', Date.parse(now), 'America/New_York')
    return new Set(bounds.slice(1).map((bound, i) => (bound - (bounds[i] ?? 0)) / HOUR))
  }
  expect(lengths('2026-11-26T14:37:12Z')).toEqual(new Set([24, 25]))
  expect(lengths('2026-03-20T14:37:12Z')).toEqual(new Set([24, 23]))
  expect(lengths('2026-07-20T14:37:12Z')).toEqual(new Set([24]))
})

test.each(['Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns'])(
  'where clocks are half an hour off, slots begin with the hours that are counted: %s',
  (zone) => {
    for (const period of LATENCY_PERIODS) {
      for (let minute = 0; minute < 60; minute += 7) {
        const now = NOW + minute * 60_000
        const { width, bounds } = slotsOf(period, now, zone)
        for (const bound of bounds) expect(bound % (Math.min(width, 3600) * 1000)).toBe(0)
        expect(bounds.at(-2)).toBeLessThanOrEqual(now)
        expect(bounds.at(-1)).toBeGreaterThan(now)
      }
    }
  },
)
