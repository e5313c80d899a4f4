import { expect, test } from 'vitest'
import { waitBefore } from './refresh-pace'

test('a page is rendered again at most every 20 seconds', () => {
  expect(waitBefore({ failures: 0, renderedAt: 1000, now: 6000 })).toBe(15_000)
  expect(waitBefore({ failures: 0, renderedAt: 1000, now: 60_000 })).toBe(0)
})

test('after a failure it is tried again soon, then less and less often', () => {
  const waits = [1, 2, 3, 4, 5, 9].map((failures) => waitBefore({ failures, renderedAt: 0, now: 1 }))
  expect(waits).toEqual([2000, 4000, 8000, 16_000, 20_000, 20_000])
})
