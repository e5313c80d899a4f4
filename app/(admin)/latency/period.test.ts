import { expect, test } from 'vitest'
import { LATENCY_PERIODS, slotsOf } from './period'

const NOW = Date.parse('2026-11-26T14:37:12Z')

test.each(LATENCY_PERIODS)('%s is made of whole slots, the last one running', (period) => {
  const { width, starts, bounds } = slotsOf(period, NOW)
  for (const start of starts) expect(start % (width * 1000)).toBe(0)
  expect(Date.parse(bounds.since)).toBe(starts[0])
  expect(Date.parse(bounds.until) - Date.parse(bounds.since)).toBe(starts.length * width * 1000)
  expect(starts.at(-1)).toBeLessThanOrEqual(NOW)
  expect(Date.parse(bounds.until)).toBeGreaterThan(NOW)
})
