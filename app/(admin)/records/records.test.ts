import { expect, test } from 'vitest'
import { readRecordsParams } from './[table]/search-params'
import { shownColumns } from './[table]/shown-columns'
import { maskCell } from './cells'
import type { RecordColumn, RecordTable } from './table'

const id = '7d1c9a52-30c0-4f4b-9f4e-0e6b2f1f7a10'

function column(name: string, kind: RecordColumn['kind'], more: Partial<RecordColumn> = {}): RecordColumn {
  const plain = { comment: null, required: true, secret: false, personal: false, choices: null, target: null }
  return { name, type: kind, kind, sortable: false, ...plain, ...more }
}

const table: RecordTable = {
  name: 'leads',
  comment: null,
  key: 'id',
  key_kind: 'uuid',
  columns: [
    column('id', 'uuid', { sortable: true }),
    column('name', 'text', { personal: true }),
    column('from_number', 'text', { sortable: true }),
    column('token', 'text', { secret: true }),
    column('details', 'json'),
    column('seconds', 'number'),
    column('created_at', 'time', { sortable: true }),
  ],
}

test('a column alone means equality, and a dot says what else is asked', () => {
  const raw = {
    name: 'Dana',
    'seconds.from': '10',
    'created_at.before': '2026-11-01',
    'token.empty': 'false',
  }
  const { params, ignored } = readRecordsParams(table, raw)
  expect(ignored).toEqual([])
  expect(params.conditions).toEqual([
    { column: 'name', op: 'is', value: 'Dana' },
    { column: 'seconds', op: 'from', value: '10' },
    { column: 'created_at', op: 'before', value: '2026-11-01' },
    { column: 'token', op: 'empty', value: 'false' },
  ])
})

test('what a column cannot be asked is told and left out', () => {
  const raw = {
    token: 'guess',
    'token.contains': 'g',
    seconds: 'many',
    'created_at.after': '2026-02-31',
    id: 'x',
    nothing: '1',
    'name.like': 'D',
    sort: 'name',
    after: 'x~y',
  }
  const { params, ignored } = readRecordsParams(table, raw)
  expect(params.conditions).toEqual([])
  expect(ignored.sort()).toEqual(Object.keys(raw).sort())
  expect(params).toMatchObject({ sort: 'created_at', descending: true, after: null })
})

test('a cursor may stand at a row without a value, and its value may hold any sign', () => {
  const at = (after: string) => readRecordsParams(table, { sort: 'from_number', after }).params.after
  expect(at(`~${id}`)).toEqual(['', id])
  expect(at(`=a~b~${id}`)).toEqual(['=a~b', id])
  expect(at(`a~${id}`)).toBeNull()
})

test('a list shows its key first and its order last, without JSON and secrets unless they are chosen', () => {
  const shown = (raw: Record<string, string>) =>
    shownColumns(table, readRecordsParams(table, raw).params).map(({ name }) => name)
  expect(shown({})).toEqual(['id', 'name', 'from_number', 'seconds', 'created_at'])
  expect(shown({ columns: 'details,token,nothing' })).toEqual(['id', 'token', 'details', 'created_at'])
})

test('cells are masked by what the database says of the column and by what it is called', () => {
  const cell = (name: string, value: Parameters<typeof maskCell>[1], whole = false) =>
    maskCell(table.columns.find((each) => each.name === name) ?? column(name, 'list'), value, whole)
  expect(cell('name', 'Dana')).toBe('D•••')
  expect(cell('from_number', '+14155550142')).not.toContain('5550142')
  expect(cell('token', true)).toBe(true)
  expect(cell('details', { keys: 1 })).toBe('1 key')
  expect(cell('details', { items: 3 })).toBe('3 items')
  expect(cell('details', { email: 'dana@example.com' }, true)).not.toContain('dana@example.com')
  expect(cell('tags', ['a', 'b'])).toBe('a, b')
})
