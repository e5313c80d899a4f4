import { expect, test } from 'vitest'
import { parseColumns } from './read-table-look'
import { writeColumns } from './table-look'

test('what is written is read again', () => {
  const looks = { errors: { columnVisibility: { endpoint: false }, columnSizing: { message: 240 } } }
  expect(parseColumns(writeColumns(looks))).toEqual(looks)
})

test('a column that was hidden and is shown again is not written', () => {
  const look = { columnVisibility: { endpoint: true, message: false }, columnSizing: {} }
  expect(decodeURIComponent(writeColumns({ errors: look }))).toBe(
    '{"errors":{"hidden":["message"],"widths":{}}}',
  )
})

test('a malformed cookie changes nothing', () => {
  for (const text of [
    undefined,
    '',
    '%',
    'null',
    '{"errors":1}',
    '{"errors":{"hidden":[],"widths":{"a":1}}}',
  ]) {
    expect(parseColumns(text)).toEqual({})
  }
})

test('what would not fit is forgotten, the oldest first', () => {
  const columnSizing = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`column_number_${n}`, 200]))
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`list ${n}`, { columnVisibility: {}, columnSizing }]),
  )
  const kept = Object.keys(parseColumns(writeColumns(many)))
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.at(-1)).toBe('list 19')
  expect(kept).not.toContain('list 0')
})
