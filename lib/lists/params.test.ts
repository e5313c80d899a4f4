import { describe, expect, test } from 'vitest'
import { listParsers, oneOf, periodStart, readParams, texts, words } from './params'

const parsers = { ...listParsers, state: oneOf(['open', 'closed']), type: texts, grade: words(['A', 'B']) }
const id = '3f1c6a52-7b1e-4c57-9a43-0d5f3a1c2b4d'

describe('readParams', () => {
  test('reads what is well formed', () => {
    const { params, ignored } = readParams(parsers, {
      state: 'closed',
      type: 'a,b%2Cc',
      grade: 'A,B',
      after: `2026-11-22T10:00:00.123456+00:00~${id}`,
      customer: id,
    })
    expect(params).toMatchObject({ state: 'closed', type: ['a', 'b,c'], grade: ['A', 'B'], customer: id })
    expect(params.after).toEqual(['2026-11-22T10:00:00.123456+00:00', id])
    expect(ignored).toEqual([])
  })

  test('falls back to defaults and names what it ignored', () => {
    const { params, ignored } = readParams(parsers, {
      state: 'nonsense',
      grade: 'A,Z',
      after: 'x',
      customer: '7',
      period: ['1h', '7d'],
      what: 'x',
    })
    expect(params).toMatchObject({ state: 'open', grade: ['A'], after: null, customer: null, period: 'all' })
    expect(ignored.sort()).toEqual(['after', 'customer', 'grade', 'period', 'state', 'what'])
  })
})

test('a cursor that does not fit the sort is left out', () => {
  const sorted = { ...parsers, sort: oneOf(['score', 'seen', 'name']) }
  const read = (sort: string, after: string) =>
    readParams(sorted, { sort, after: `${after}~${id}` }, { score: 'number', seen: 'time' })
  expect(read('score', 'abc')).toMatchObject({ params: { after: null }, ignored: ['after'] })
  expect(read('seen', 'abc')).toMatchObject({ params: { after: null }, ignored: ['after'] })
  expect(read('score', '48').params.after).toEqual(['48', id])
  expect(read('score', '').params.after).toEqual(['', id])
  expect(read('seen', '2026-11-22 11:59:30.123456+00').ignored).toEqual([])
  for (const time of ['infinity', '-infinity', '0044-03-15 00:00:00+00 BC', '12000-01-01T00:00:00+00:00'])
    expect(read('seen', time).params.after).toEqual([time, id])
  expect(read('name', 'abc').ignored).toEqual([])
})

test('periodStart counts back from now', () => {
  expect(periodStart('24h', Date.UTC(2026, 10, 22))).toBe('2026-11-21T00:00:00.000Z')
  expect(periodStart('all', 0)).toBeUndefined()
})
