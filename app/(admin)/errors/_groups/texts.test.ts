import { expect, test } from 'vitest'
import { formatTexts, formatTextsOfAll } from './texts'

test('a number of texts says where counting stopped', () => {
  expect([1, 12, 100, 101, null].map(formatTexts)).toEqual([
    '1 text',
    '12 texts',
    '100 texts',
    '100+ texts',
    null,
  ])
})

test('the texts of several groups are added, and a cap or a gap is not hidden', () => {
  const all = (...texts: (number | null)[]) => formatTextsOfAll(texts.map((each) => ({ texts: each })))
  expect(all(1)).toBe('1 different text')
  expect(all(3, 9)).toBe('12 different texts')
  expect(all(3, 101)).toBe('103+ different texts')
  expect(all(3, null)).toBeNull()
})
