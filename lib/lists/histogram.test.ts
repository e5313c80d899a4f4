import { expect, test } from 'vitest'
import { layOutHistogram } from './histogram'

const bounds = [0, 1, 2, 3, 4].map((hour) => Date.UTC(2026, 0, 1, hour))

test('fills empty buckets, sums series and orders them by size with "other" last', () => {
  const laid = layOutHistogram(
    [
      { bucket: '2026-01-01 01:00:00+00', series: 'other', matches: 9 },
      { bucket: '2026-01-01T01:00:00Z', series: 'a', matches: 1 },
      { bucket: '2026-01-01T03:00:00Z', series: 'b', matches: 2 },
    ],
    bounds,
  )
  expect(laid.points.map((point) => point.counts)).toEqual([{}, { other: 9, a: 1 }, {}, { b: 2 }])
  expect(laid.series.map(({ name }) => name)).toEqual(['b', 'a', 'other'])
  expect(laid.total).toBe(12)
  expect(laid.points.map(({ at, until }) => (until - at) / 3_600_000)).toEqual([1, 1, 1, 1])
})

test('keeps a given order', () => {
  const rows = [
    { bucket: '2026-01-01T00:00:00Z', series: 'info', matches: 5 },
    { bucket: '2026-01-01T00:00:00Z', series: 'critical', matches: 1 },
  ]
  expect(layOutHistogram(rows, bounds, ['critical', 'info']).series[0]?.name).toBe('critical')
})
