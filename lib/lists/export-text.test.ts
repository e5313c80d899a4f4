import { expect, test } from 'vitest'
import { maskPhone } from '../masking/mask'
import { exactNumber } from '../payloads/exact-json'
import { csvCell, exportText } from './export-text'
import type { Cursor } from './params'

const columns = [
  { name: 'id', type: 'uuid' },
  { name: 'name', type: 'text' },
  { name: 'seen_at', type: 'timestamp with time zone' },
]

async function textOf(pages: Record<string, unknown>[][], format: 'csv' | 'json') {
  const read = async (after: Cursor | null) => {
    const at = after ? Number(after[0]) : 0
    return { rows: pages[at] ?? [], after: at + 1 < pages.length ? ([String(at + 1), ''] as Cursor) : null }
  }
  let text = ''
  for await (const part of exportText(read, format, columns)) text += part
  return text
}

test('cells are quoted where they must be and never formulas', () => {
  expect(csvCell('plain')).toBe('plain')
  expect(csvCell('a "b", c')).toBe('"a ""b"", c"')
  expect(csvCell('two\nlines')).toBe('"two\nlines"')
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
  for (const start of ['+', '-', '@', '\t']) expect(csvCell(`${start}1`)).toBe(`'${start}1`)
  expect(csvCell(-5)).toBe('-5')
  expect(csvCell(null)).toBe('')
  expect(csvCell({ a: 1 })).toBe('"{""a"":1}"')
})

test('all pages end up in one file, with one header', async () => {
  expect(await textOf([[{ id: 1, name: 'a' }], [{ id: 2, name: 'b,c' }]], 'csv')).toBe(
    '\ufeffid,name,seen_at (UTC)\r\n1,a,\r\n2,"b,c",\r\n',
  )
  const pages = [[{ id: 1 }, { id: 2 }], [{ id: 3 }]]
  expect(JSON.parse(await textOf(pages, 'json'))).toEqual(pages.flat())
})

test('nothing that matches is a header alone, an empty array', async () => {
  expect(await textOf([[]], 'csv')).toBe('\ufeffid,name,seen_at (UTC)\r\n')
  expect(JSON.parse(await textOf([[]], 'json'))).toEqual([])
})

test('a page that cannot be read breaks the file off', async () => {
  const read = async (after: Cursor | null) => {
    if (after) throw new Error('gone')
    return { rows: [{ id: 1 }], after: ['1', ''] as Cursor }
  }
  await expect(async () => {
    for await (const _ of exportText(read, 'csv', columns));
  }).rejects.toThrow('gone')
})

test.each([
  ['2026-11-22 11:59:30.123456+00', '2026-11-22 11:59:30'],
  ['2026-11-22T11:59:30+05:30', '2026-11-22 06:29:30'],
  ['infinity', 'infinity'],
  ['-infinity', '−infinity'],
  ['0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00 BC'],
  ['12000-01-01T00:00:00+00:00', '12000-01-01 00:00:00'],
  [null, ''],
])('writes the time %s as spreadsheets read it', async (time, cell) => {
  const text = await textOf([[{ id: 1, name: 'a', seen_at: time }]], 'csv')
  expect(text.split('\r\n')[1]).toBe(`1,a,${cell}`)
})

test('phones stand without an apostrophe, masked in each shape of the mask or whole; what only looks like one does not', () => {
  for (const phone of ['+18285550142', '+447911123456', '8285550142', '5550142'])
    expect(csvCell(maskPhone(phone))).toBe(maskPhone(phone))
  expect(csvCell('+18285550142')).toBe('+1 828-555-0142')
  for (const text of [
    '+1 828 ••• ••42+cmd',
    '+1 828 ••• ••42\n=1',
    '+1+828-555-0142',
    '+44 20-555-0142',
    '+4179123456',
  ])
    expect(csvCell(text)).toMatch(/^"?'\+/)
})

test('numbers keep all their digits', async () => {
  const row = { id: exactNumber('-9007199254740993'), name: exactNumber('1.50') }
  expect(await textOf([[row]], 'csv')).toContain('-9007199254740993,1.50,')
  expect(await textOf([[row]], 'json')).toContain('{"id":-9007199254740993,"name":1.50}')
})
