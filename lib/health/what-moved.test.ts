import { expect, test } from 'vitest'
import { movedInWords, whatMoved } from './what-moved'

const factor = (name: string, score: number) => ({ name, score, max: 20, evidence: `${name} seen` })

test('tells the parts that changed, the largest change first', () => {
  const moves = whatMoved(
    [factor('errors', 18), factor('calls', 20), factor('payment', 20)],
    [factor('errors', 4), factor('calls', 20), factor('payment', 13)],
  )
  expect(moves.map(({ name, change }) => [name, change])).toEqual([
    ['errors', -14],
    ['payment', -7],
  ])
})

test('a part that came or went counts in full', () => {
  expect(whatMoved([factor('old', 5)], [factor('new', 3)])).toEqual([
    { name: 'old', before: 5, after: null, change: -5, evidence: null },
    { name: 'new', before: null, after: 3, change: 3, evidence: 'new seen' },
  ])
})

test('says in words which parts moved most', () => {
  const part = (score: number) => ({ score, max: 20 })
  const before = { payment: part(20), errors: part(18), calls: part(5) }
  expect(movedInWords(before, { payment: part(7), errors: part(20), calls: part(6) })).toBe(
    'Payment −13, Errors +2',
  )
  expect(movedInWords(before, { usage: part(7) })).toBe('Calculated by another model')
  expect(movedInWords(null, before)).toBe('')
})
