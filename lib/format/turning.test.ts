import { expect, test } from 'vitest'
import { isolated, TURNING } from './turning'

test('a text is isolated, and cannot end that', () => {
  expect(isolated('Acme \u202egpj.exe\u2069 x')).toBe('\u2068Acme gpj.exe x\u2069')
  expect(isolated('Peña')).toBe('\u2068Peña\u2069')
})

test('joiners stay what they are', () => {
  expect(TURNING.test('👩\u200d🔧 می\u200cخواهم')).toBe(false)
})
