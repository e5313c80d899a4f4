import { expect, test } from 'vitest'
import { maskJson } from '../masking/mask'
import { exactNumber, isExactNumber, leafText, parseExact, writeExact } from './exact-json'
import { TEXT } from './limits'
import { comparePayloads } from './payload-diff'
import { indexPayload, outline, type PayloadIndex } from './payload-index'
import { findInPayload } from './payload-search'
import { rawLines } from './payload-text'

const HUGE = `1${'0'.repeat(400)}`
const NUMBERS = [
  '9007199254740993',
  '-9007199254740993',
  '0.1234567890123456789',
  '1.50',
  '1e400',
  HUGE,
  '-0',
  '1E5',
]

test.each(NUMBERS)('keeps %s as it stands', (number) => {
  const text = `{"a":[${number},1,"x"],"b":${number}}`
  expect(writeExact(parseExact(text))).toBe(text)
  const { b } = parseExact(text) as { b: string }
  expect(isExactNumber(b)).toBe(true)
  expect(leafText(b)).toBe(number)
})

test('leaves numbers that a double writes alike as numbers', () => {
  const text = '[0,-1,12.5,9007199254740991,1e+21,0.000001]'
  expect(parseExact(text)).toEqual(JSON.parse(text))
})

test('touches nothing in texts and keys, whatever they look like', () => {
  const value = {
    '9007199254740993': 'a 9007199254740993 and 1e400',
    'a"b': '\\" 9007199254740993',
    '\\': '\\u0000 1e400 "\\',
    end: '\\\\',
  }
  const text = JSON.stringify(value)
  expect(parseExact(text)).toEqual(value)
  expect(writeExact(parseExact(text))).toBe(text)
})

test('takes no text for a number, though it begins with the sign that marks one', () => {
  const [read] = parseExact('["\\u00009007199254740993"]') as string[]
  expect(isExactNumber(read)).toBe(false)
  expect(read).toBe('\ufffd9007199254740993')
})

test('reads megabytes, and what is nested 100,000 deep, in one pass', () => {
  const deep = `${'{"a":'.repeat(100_000)}9007199254740993${'}'.repeat(100_000)}`
  expect(() => parseExact(deep)).not.toThrow()
  const long = JSON.stringify({ text: '"\\'.repeat(2_000_000), n: 1 })
  const began = process.cpuUsage().user
  parseExact(long)
  expect(process.cpuUsage().user - began).toBeLessThan(2_000_000)
})

test('writes what JSON has no word for as null', () => {
  expect(writeExact(undefined)).toBe('null')
})

const payloads = ['9007199254740992', '9007199254740993'].map((number) =>
  indexPayload(parseExact(`{"call": {"id": ${number}, "cost": 0.10}, "token": {"a": {}}}`)),
) as [PayloadIndex, PayloadIndex]

test('tells payloads apart that differ in a digit that a double does not hold', () => {
  const { differences } = comparePayloads(...payloads)
  expect(differences).toEqual([
    { path: 'call.id', kind: 'changed', before: '9007199254740992', after: '9007199254740993' },
  ])
  const other = indexPayload(
    parseExact('{"call": {"id": 9007199254740993, "cost": 0.1}, "token": {"a": []}}'),
  )
  expect(comparePayloads(payloads[1], other).differences.map(({ path }) => path)).toEqual([
    'call.cost',
    'token',
  ])
})

test('searches, draws and copies all digits of a number', () => {
  expect(findInPayload(payloads[1], '9007199254740993').found).toHaveLength(1)
  expect(findInPayload(payloads[0], '9007199254740993').found).toHaveLength(0)
  expect(rawLines(payloads[1], 0).lines.join('\n')).toContain('"id": 9007199254740993,\n    "cost": 0.10\n')
  const huge = indexPayload(parseExact(`{"n": 1${'0'.repeat(5000)}}`))
  const [node] = outline(huge, 0)
  expect([leafText(node?.leaf).length, node?.cutOff]).toEqual([TEXT - 1, 5002 - TEXT])
})

test('masks a number with more digits than a double holds as it masks any other', () => {
  const masked = maskJson(
    parseExact('{"n": 4000000000000000006, "customer_phone": 18285550142, "x": 9007199254740993}'),
  )
  expect(masked).toMatchObject({ n: '•••• 0006', customer_phone: '+1 828 ••• ••42' })
  expect(writeExact(masked)).toContain('"x":9007199254740993')
})

test('reads numbers of columns that come as text', () => {
  expect(exactNumber('12')).toBe(12)
  expect(leafText(exactNumber('12.50'))).toBe('12.50')
  expect(exactNumber('NaN')).toBe('NaN')
})
