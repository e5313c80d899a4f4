import { expect, test } from 'vitest'
import { readFactors } from './factors'

test('reads factors with points and masks their evidence', () => {
  expect(readFactors({ payment: { score: 5, max: 20, evidence: 'called +1 828 555 0142 twice' } })).toEqual({
    factors: [{ name: 'payment', score: 5, max: 20, evidence: 'called +1 828 ••• ••42 twice' }],
    rest: null,
  })
})

test('keeps what it does not understand', () => {
  expect(readFactors({ usage_score: 72, payment: { score: 5, max: 0 } })).toEqual({
    factors: [],
    rest: { usage_score: 72, payment: { score: 5, max: 0 } },
  })
  expect(readFactors(['usage'])).toEqual({ factors: [], rest: ['usage'] })
  expect(readFactors(null)).toEqual({ factors: [], rest: null })
})
