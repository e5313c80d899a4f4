import { describe, expect, test } from 'vitest'
import { completeSearch, parseSearch, type SearchField, SINCE_WORDS } from './search-syntax'

const fields: SearchField[] = [
  { key: 'type', param: 'type', many: true },
  { key: 'endpoint', param: 'endpoint', many: true },
  { key: 'customer', param: 'customer' },
  { key: 'is', param: 'state', words: { unresolved: null, resolved: 'resolved' } },
  { key: 'since', param: 'period', words: SINCE_WORDS },
]

test('keys become values and the rest stays text', () => {
  const typed = 'type:retell_timeout endpoint:/api/webhooks customer:acme is:resolved since:1d "timed out"'
  expect(parseSearch(typed, fields)).toEqual({
    text: 'timed out',
    values: {
      type: ['retell_timeout'],
      endpoint: ['/api/webhooks'],
      customer: ['acme'],
      state: ['resolved'],
      period: ['24h'],
    },
    refused: [],
  })
})

test('a field takes several values where several can be chosen, else the last', () => {
  expect(parseSearch('type:a type:b customer:x customer:y', fields).values).toEqual({
    type: ['a', 'b'],
    customer: ['y'],
  })
})

test('the default is left out of the address, keys may be written in capitals, values in quotes', () => {
  expect(parseSearch('IS:Unresolved customer:"Blue Ridge HVAC"', fields).values).toEqual({
    state: [''],
    customer: ['Blue Ridge HVAC'],
  })
})

test('what no field takes stays text, and is told apart', () => {
  expect(parseSearch('https://x.example is:broken', fields)).toEqual({
    text: 'https://x.example is:broken',
    values: {},
    refused: [{ token: 'is:broken', takes: ['unresolved', 'resolved'] }],
  })
})

test('nothing and half a key are nothing', () => {
  expect(parseSearch('  ', fields)).toEqual({ text: '', values: {}, refused: [] })
  expect(parseSearch('type:', fields)).toEqual({ text: 'type:', values: {}, refused: [] })
})

test.each([
  'Unexpected token "x" in JSON: at 4',
  'a  b   c',
  'Error: say "type:a b" again',
  'a\u00a0b',
  '"a" and "b"',
  'Typetype:a',
])('%s stays as it was pasted', (typed) => {
  expect(parseSearch(` ${typed} `, fields)).toEqual({ text: typed, values: {}, refused: [] })
})

test('what is in quotes as a whole is text, whatever it holds', () => {
  expect(parseSearch('"call failed type:a is:resolved"', fields)).toEqual({
    text: 'call failed type:a is:resolved',
    values: {},
    refused: [],
  })
})

test('keys leave no gap where they stood, and the spaces of the text as they were', () => {
  expect(parseSearch('a  b type:x c', fields)).toMatchObject({ text: 'a  b c', values: { type: ['x'] } })
})

test('completes keys, words and the values that rows have', () => {
  const facets = [
    { facet: 'type', value: 'retell_timeout', matches: 12 },
    { facet: 'type', value: 'db error', matches: 3 },
    { facet: 'state', value: 'resolved', matches: 9 },
  ]
  expect(completeSearch('late ty', fields, facets)).toEqual([{ label: 'type:', typed: 'late type:' }])
  expect(completeSearch('type:tim', fields, facets)).toEqual([
    { label: 'type:retell_timeout', typed: 'type:retell_timeout ', matches: 12 },
  ])
  expect(completeSearch('type:"db', fields, facets)).toEqual([
    { label: 'type:"db error"', typed: 'type:"db error" ', matches: 3 },
  ])
  expect(completeSearch('is:re', fields, facets).map(({ label }) => label)).toEqual([
    'is:unresolved',
    'is:resolved',
  ])
  expect(completeSearch('nothing:x', fields, facets)).toEqual([])
})

describe('a path into what a row holds', () => {
  const withPath: SearchField[] = [{ key: 'payload', param: 'payload', many: true, path: true }]

  test.each([
    ['payload.call.call_id = "call 1"', ['call.call_id="call 1"'], ''],
    ['timed out payload.call.n=7 payload.event=call_ended', ['call.n=7', 'event=call_ended'], 'timed out'],
    ['Payload.a.0.b="x:y"', ['a.0.b="x:y"'], ''],
  ])('%s', (typed, payload, text) => {
    expect(parseSearch(typed, withPath)).toEqual({ text, values: { payload }, refused: [] })
  })

  test('stays text while it is not whole, or where no field is one', () => {
    expect(parseSearch('payload.call', withPath)).toMatchObject({ text: 'payload.call', values: {} })
    expect(parseSearch('other.call=1', withPath)).toMatchObject({ text: 'other.call=1', values: {} })
  })

  test('is begun by its completion', () => {
    expect(completeSearch('pay', withPath, [])).toEqual([{ label: 'payload.', typed: 'payload.' }])
  })
})
