import { expect, test } from 'vitest'
import { formatResolved, formatTexts, textsOfAll } from './texts'

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
  const closes = (...texts: (number | null)[]) =>
    formatResolved(texts.length, 4, textsOfAll(texts.map((each) => ({ texts: each }))))
  expect(closes(1)).toBe('This resolves 4 unresolved errors; the group holds 1 different text.')
  expect(closes(3, 9)).toBe('This resolves 4 unresolved errors; the groups hold 12 different texts.')
  expect(closes(3, 101)).toBe('This resolves 4 unresolved errors; the groups hold 103+ different texts.')
  expect(closes(3, null)).toBe('This resolves 4 unresolved errors.')
})
