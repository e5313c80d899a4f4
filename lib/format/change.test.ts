import { expect, test } from 'vitest'
import { formatGrowth } from './change'

test.each([
  [150, 100, '+50%'],
  [92, 100, '−8%'],
  [1000, 999, '±0%'],
  [999, 100, '+899%'],
  [1000, 100, '×10'],
  [17_300, 100, '×173'],
  [5, 0, 'new'],
  [5, null, 'new'],
  [0, 0, '±0%'],
  [0, 7, '−100%'],
  [null, 100, '—'],
])('%s after %s is %s', (now, before, words) => {
  expect(formatGrowth(now, before)).toBe(words)
})
