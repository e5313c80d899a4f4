import type { TestDatabase } from './native-database'
import type { Table } from './platform-catalog'

const LONG = 400

/** A row's platform columns as JSON, what is long as its length and checksum. */
export function rowsQuery({ name, schema, columns }: Table) {
  const selected = columns.map(({ name: column, type }) => {
    if (type !== 'text' && type !== 'jsonb') return `"${column}"`
    const text = `"${column}"::text`
    return `case when length(${text}) > ${LONG} then to_jsonb(left(${text}, 20) || '… ' || length(${text}) || ' ' || md5(${text}))
      else to_jsonb("${column}") end as "${column}"`
  })
  return `select to_jsonb(t)::text from (select ${selected.join(', ')} from ${schema}."${name}") t`
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const time = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00(?::00)?|Z)/g

/** Where a row is stored, as errors of indexes name it. */
const place = /\(\d+,\d+\)/g

/** Makes what differs between any two databases equal: ids that the database chose, places of rows, and the present. */
export function createNormalizer(from = Date.now()) {
  const known = new Set<string>()
  return {
    /** Ids in this text are the same on both sides. */
    know(text: string) {
      for (const [id] of text.matchAll(uuid)) known.add(id)
    },
    normalize(text: string) {
      const withoutIds = text.replace(uuid, (id) => (known.has(id) ? id : '<id>')).replace(place, '<place>')
      return withoutIds.replace(time, (found) =>
        Math.abs(Date.parse(found.replace(' ', 'T')) - from) < 3_600_000 ? '<now>' : found,
      )
    },
  }
}

export type Normalizer = ReturnType<typeof createNormalizer>

export async function readRows(database: TestDatabase, table: Table): Promise<string[]> {
  const [rows = []] = await database.exec(rowsQuery(table))
  return rows.map(([row]) => String(row))
}

/** @returns what two states of a table's rows do not have in common, a line for each row. */
export function compareRows(before: string[], after: string[], table: Table) {
  const left = without(before, after)
  const right = without(after, before)
  const lines = left.map((row) => {
    const was = JSON.parse(row)
    const same = right.findIndex((other) => isSameRow(was, JSON.parse(other), table))
    const [found] = same < 0 ? [] : right.splice(same, 1)
    return found ? columnsThatDiffer(was, JSON.parse(found)) : `lost: ${row}`
  })
  return [...lines, ...right.map((row) => `added: ${row}`)].map((line) => line.slice(0, 300))
}

function without(rows: string[], others: string[]) {
  const counts = new Map<string, number>()
  for (const row of others) counts.set(row, (counts.get(row) ?? 0) + 1)
  return rows.filter((row) => {
    const count = counts.get(row) ?? 0
    counts.set(row, count - 1)
    return count <= 0
  })
}

type Row = Record<string, unknown>

const isSameRow = (one: Row, other: Row, { key, columns }: Table) => {
  if (!key.every((column) => one[column] === other[column])) return false
  const equal = columns.filter(({ name }) => JSON.stringify(one[name]) === JSON.stringify(other[name])).length
  return equal * 2 >= columns.length
}

function columnsThatDiffer(was: Row, is: Row) {
  const short = (value: unknown) => JSON.stringify(value)?.slice(0, 60)
  return Object.keys(was)
    .filter((column) => JSON.stringify(was[column]) !== JSON.stringify(is[column]))
    .map((column) => `${column}: ${short(was[column])} became ${short(is[column])}`)
    .join(', ')
}
