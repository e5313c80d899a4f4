import { expect, test } from 'vitest'
import { layOutHistory, levelsOf, totalsOf } from './history'

const bounds = [0, 1000, 2000]
const at = (ms: number) => new Date(ms).toISOString()

test('the period and the one before are told apart, and what is not shown alone is other in both', () => {
  const { errors, alerts, riskMoves } = layOutHistory(
    [
      { list: 'errors', bucket: at(0), series: 'timeout', matches: 3 },
      { list: 'errors', bucket: at(1000), series: 'timeout', matches: 2 },
      { list: 'errors', bucket: at(1000), series: 'other', matches: 4 },
      { list: 'errors', bucket: null, series: 'timeout', matches: 10 },
      { list: 'errors', bucket: null, series: 'rare', matches: 1 },
      { list: 'errors', bucket: null, series: 'rarer', matches: 1 },
      { list: 'alerts', bucket: null, series: 'info', matches: 7 },
      { list: 'customers', bucket: at(1000), series: 'moves', matches: -2 },
    ],
    bounds,
  )
  expect(errors.total).toBe(9)
  expect(totalsOf(errors)).toEqual([3, 6])
  expect(errors.before).toEqual({ timeout: 10, other: 2 })
  expect([alerts.total, alerts.totalBefore]).toEqual([0, 7])
  expect(riskMoves).toEqual([0, -2])
})

test('levels run back from now', () => {
  expect(levelsOf(10, [1, -2, 3])).toEqual([9, 7, 10])
  expect(levelsOf(5, [])).toEqual([])
})
