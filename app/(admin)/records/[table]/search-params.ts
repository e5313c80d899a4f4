import type { SearchParams } from 'nuqs/server'
import { isPostgresTime } from '@/lib/format/postgres-time'
import type { Cursor } from '@/lib/lists/params'
import { isUuid } from '@/lib/uuid'
import type { RecordColumn, RecordTable } from '../table'

/** What can be asked of a column; `is` stands in addresses without its name: ?status=active. */
const OPERATORS = ['is', 'not', 'contains', 'from', 'after', 'before', 'to', 'empty'] as const
export type Operator = (typeof OPERATORS)[number]

export type Condition = { column: string; op: Operator; value: string }

export type RecordsParams = {
  q: string
  conditions: Condition[]
  sort: string
  descending: boolean
  after: Cursor | null
  before: Cursor | null
  /** The columns chosen to be seen; null for those that the table shows unasked. */
  columns: string[] | null
}

const ORDERED = ['from', 'after', 'before', 'to']

const BITS: Record<string, number> = { smallint: 16, integer: 32, bigint: 64 }

/** A number as the database writes it, with as many digits as the column's type can be compared with. */
function isNumber(type: string, text: string): boolean {
  const bits = BITS[type]
  if (bits) return /^-?\d{1,30}$/.test(text) && BigInt.asIntN(bits, BigInt(text)) === BigInt(text)
  if (/^(NaN|-?Infinity)$/.test(text)) return true
  if (!/^-?\d{1,500}(\.\d{1,500})?(e[+-]?\d{1,3})?$/i.test(text)) return false
  return (
    type.startsWith('numeric') || Number.isFinite(type === 'real' ? Math.fround(Number(text)) : Number(text))
  )
}

/** @returns whether a value is one that the column can be compared with. */
function fits({ kind, secret, type }: RecordColumn, op: Operator, value: string): boolean {
  if (op === 'empty') return value === 'true' || value === 'false'
  if (secret) return false
  if (op === 'contains') return !['number', 'time', 'boolean'].includes(kind)
  if (ORDERED.includes(op) && kind !== 'number' && kind !== 'time') return false
  if (kind === 'number') return isNumber(type, value)
  if (kind === 'time') return isPostgresTime(value)
  if (kind === 'boolean') return value === 'true' || value === 'false'
  if (kind === 'uuid') return isUuid(value)
  return kind !== 'json'
}

function parseCondition(table: RecordTable, name: string, value: string): Condition | null {
  const dot = name.lastIndexOf('.')
  const [columnName, op] = dot < 0 ? [name, 'is'] : [name.slice(0, dot), name.slice(dot + 1)]
  const column = table.columns.find((candidate) => candidate.name === columnName)
  const operator = OPERATORS.find((candidate) => candidate === op)
  return column && operator && fits(column, operator, value)
    ? { column: columnName, op: operator, value }
    : null
}

function parsePlace(table: RecordTable, sort: string, text: string): Cursor | null {
  const at = text.lastIndexOf('~')
  const [value, id] = [text.slice(0, at), text.slice(at + 1)]
  const by = table.columns.find(({ name }) => name === sort)
  const isValue = value === '' || (value.startsWith('=') && by && fits(by, 'is', value.slice(1)))
  return at >= 0 && isValue && fitsKey(table, id) ? [value, id] : null
}

/** @returns whether a text can be the key of one of a table's rows. */
export function fitsKey(table: RecordTable, id: string): boolean {
  const key = table.columns.find(({ name }) => name === table.key)
  return key !== undefined && fits(key, 'is', id)
}

const MOMENTS = ['created_at', 'received_at', 'started_at', 'shown_at']

/** @returns the column of the time at which a table's rows came, where an index knows it. */
export function momentOf({ columns }: RecordTable): string | undefined {
  const times = columns.filter(({ kind, sortable, required }) => kind === 'time' && sortable && required)
  return MOMENTS.find((name) => times.some((column) => column.name === name)) ?? times[0]?.name
}

const RESERVED = ['q', 'sort', 'order', 'after', 'before', 'columns', 'panel']

/**
 * Reads the parameters of /records/<table>. What is malformed falls back to its default.
 * @param table what the table is made of.
 * @param raw the parameters of the URL.
 * @returns the values, and the names of parameters that were not understood.
 */
export function readRecordsParams(table: RecordTable, raw: SearchParams) {
  const ignored: string[] = []
  const read = (name: string) => (typeof raw[name] === 'string' && raw[name] ? raw[name] : null)
  const wanted = table.columns.find(({ name, sortable }) => sortable && name === read('sort'))
  if (read('sort') && !wanted) ignored.push('sort')
  const sort = wanted?.name ?? momentOf(table) ?? table.key
  const ascending = table.columns.find(({ name }) => name === sort)?.kind !== 'time'
  const place = (name: 'after' | 'before') => {
    const text = read(name)
    const cursor = text ? parsePlace(table, sort, text) : null
    if (text && !cursor) ignored.push(name)
    return cursor
  }
  const names = read('columns')?.split(',') ?? []
  const columns = table.columns.map(({ name }) => name).filter((name) => names.includes(name))
  const conditions = Object.entries(raw).flatMap(([name, value]) => {
    if (RESERVED.includes(name) || !value) return []
    const parsed = [value].flat().map((text) => parseCondition(table, name, text))
    if (parsed.includes(null)) ignored.push(name)
    return parsed.filter((condition) => condition !== null)
  })
  const params: RecordsParams = {
    q: read('q') ?? '',
    conditions,
    sort,
    descending: read('order') ? read('order') === 'desc' : !ascending,
    after: place('after'),
    before: place('before'),
    columns: columns.length > 0 ? columns : null,
  }
  return { params, ignored }
}

/** @param params the parameters of the URL. @returns the filter as the database functions take it. */
export function recordsFilter({ q, conditions }: RecordsParams) {
  return { q: q || null, where: conditions }
}
