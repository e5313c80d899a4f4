import { expect, test } from 'vitest'
import { csvCell, exportText } from './export-text'
import type { Cursor } from './params'

async function textOf(pages: Record<string, unknown>[][], format: 'csv' | 'json') {
  const read = async (after: Cursor | null) => {
    const at = after ? Number(after[0]) : 0
    return { rows: pages[at] ?? [], after: at + 1 < pages.length ? ([String(at + 1), ''] as Cursor) : null }
  }
  let text = ''
  for await (const part of exportText(read, format)) text += part
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
    'id,name\r\n1,a\r\n2,"b,c"\r\n',
  )
  const pages = [[{ id: 1 }, { id: 2 }], [{ id: 3 }]]
  expect(JSON.parse(await textOf(pages, 'json'))).toEqual(pages.flat())
})

test('nothing that matches is an empty file, an empty array', async () => {
  expect(await textOf([[]], 'csv')).toBe('')
  expect(JSON.parse(await textOf([[]], 'json'))).toEqual([])
})

test('a page that cannot be read breaks the file off', async () => {
  const read = async (after: Cursor | null) => {
    if (after) throw new Error('gone')
    return { rows: [{ id: 1 }], after: ['1', ''] as Cursor }
  }
  await expect(async () => {
    for await (const _ of exportText(read, 'csv'));
  }).rejects.toThrow('gone')
})
