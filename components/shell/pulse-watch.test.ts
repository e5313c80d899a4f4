import { expect, test } from 'vitest'
import { nextBeat } from './pulse-watch'

test('failures make it ask less and less often, but at least once a minute', () => {
  expect([0, 1, 2, 3, 4, 9].map((failures) => nextBeat(failures, false))).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000,
  ])
  expect(nextBeat(0, true)).toBe(30_000)
})
