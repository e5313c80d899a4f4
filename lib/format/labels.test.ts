import { expect, test } from 'vitest'
import { lookUp, withOthers } from './labels'

const TONES = { critical: 'red', low: 'grey' }

test('what is said of a word', () => {
  expect(lookUp(TONES, 'critical')).toBe('red')
})

test('nothing is said of a word that nobody foresaw, nor of none', () => {
  expect(
    ['paused', '', 'constructor', 'toString', '__proto__', null, undefined].map((w) => lookUp(TONES, w)),
  ).toEqual(Array(7).fill(undefined))
})

test('unforeseen words follow the known ones, each once', () => {
  expect(withOthers(['critical', 'low'], ['page', 'low', 'page'])).toEqual(['critical', 'low', 'page'])
})
