import { expect, test } from 'vitest'
import { layOutGrades } from './grades'

test('lays out all five grades, with shares of the scored customers and those at risk', () => {
  const { grades, scored, atRisk } = layOutGrades([
    { grade: 'F', customers: 1 },
    { grade: 'A', customers: 2 },
    { grade: 'D', customers: 1 },
  ])
  expect(grades.map(({ grade, customers, share }) => [grade, customers, share])).toEqual([
    ['A', 2, 0.5],
    ['B', 0, 0],
    ['C', 0, 0],
    ['D', 1, 0.25],
    ['F', 1, 0.25],
  ])
  expect([scored, atRisk]).toEqual([4, 2])
})

test('has no shares while nobody has a score', () => {
  expect(layOutGrades([]).grades.map(({ share }) => share)).toEqual([0, 0, 0, 0, 0])
})

test('a grade that nobody foresaw follows the five, counted', () => {
  const { grades, scored } = layOutGrades([
    { grade: 'A', customers: 1 },
    { grade: 'E', customers: 3 },
  ])
  expect(grades.at(-1)).toEqual({ grade: 'E', customers: 3, share: 0.75 })
  expect(scored).toBe(4)
})
