import { expect, test } from 'vitest'
import { readFactors } from './factors'

test('reads factors with points and masks their evidence', () => {
  expect(readFactors({ payment: { score: 5, max: 20, evidence: 'called +1 828 555 0142 twice' } })).toEqual({
    factors: [{ name: 'payment', score: 5, max: 20, weight: null, evidence: 'called +1 828 ••• ••42 twice' }],
    missing: [],
    rest: null,
  })
})

test('reads weights, parts without data and scores from 0 to 100', () => {
  expect(
    readFactors({
      usage: { score: 12.5, max: 35.7, weight: 30 },
      payment: { score: null, max: null, weight: 20, evidence: 'no subscription' },
      engagement_score: 72,
    }),
  ).toEqual({
    factors: [
      { name: 'usage', score: 12.5, max: 35.7, weight: 30, evidence: null },
      { name: 'engagement', score: 72, max: 100, weight: null, evidence: null },
    ],
    missing: [{ name: 'payment', weight: 20, evidence: 'no subscription' }],
    rest: null,
  })
})

test('keeps what it does not understand', () => {
  expect(readFactors({ mood_score: 72, usage_score: 720, payment: { score: 5, max: 0 } })).toEqual({
    factors: [],
    missing: [],
    rest: { mood_score: 72, usage_score: 720, payment: { score: 5, max: 0 } },
  })
  expect(readFactors(['usage'])).toEqual({ factors: [], missing: [], rest: ['usage'] })
  expect(readFactors(null)).toEqual({ factors: [], missing: [], rest: null })
})
