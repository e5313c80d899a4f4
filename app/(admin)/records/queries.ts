import 'server-only'
import { cache } from 'react'
import { colleague } from '@/lib/format/format'
import { cutPage, PAGE_SIZE } from '@/lib/lists/page-rows'
import type { Json } from '@/lib/masking/mask'
import { leafText } from '@/lib/payloads/exact-json'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'
import { domainOf } from '@/lib/tables'
import { type RecordsParams, recordsFilter } from './[table]/search-params'
import { type CellValue, maskCell, readValue } from './cells'
import type { RecordTable } from './table'

export type RecordRow = { id: string; cells: Record<string, CellValue> }

type Cells = Record<string, Json>
type Place = [value: string | null, id: string]
type Answer = { rows: { cells: Cells; cursor: Place }[]; searched_to: Place | null }

/** @returns every table with its comment and how many rows it has, by what they are about. */
export async function describeTables() {
  await requireAdmin()
  const supabase = await getSupabase()
  const tables = unwrap(await supabase.rpc('describe_tables'))
  return tables.map((table) => ({ ...table, domain: domainOf(table.name) }))
}

/** @returns what a table is made of, or null when there is none of that name; asked once per request. */
export const describeTable = cache(async (name: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('describe_table', { table_name: name })) as RecordTable | null
})

/** The names of the accounts that the columns of some rows lead to. */
const nameAccounts = async (table: RecordTable, rows: Cells[]): Promise<Map<string, string>> => {
  const columns = table.columns.filter(({ target }) => target === 'profiles')
  const ids = new Set(columns.flatMap(({ name }) => rows.map((cells) => cells[name])))
  const wanted = [...ids].filter((id) => typeof id === 'string')
  if (wanted.length === 0) return new Map()
  const supabase = await getSupabase()
  const profiles = unwrap(
    await supabase
      .from('account_profiles')
      .select('user_id, business_name, role, email')
      .in('user_id', wanted.slice(0, 200)),
  )
  return new Map(
    profiles.map(({ user_id, business_name, role, email }) => [
      user_id,
      role === 'admin' ? colleague(email) : (business_name ?? 'Unnamed customer'),
    ]),
  )
}

async function readRows(table: RecordTable, params: RecordsParams, whole: boolean, pageSize: number) {
  await requireAdmin()
  const supabase = await getSupabase()
  const place = params.after ?? params.before
  const answer = unwrap(
    await supabase.rpc('list_records', {
      table_name: table.name,
      filter: recordsFilter(params),
      sort: params.sort,
      descending: params.descending,
      cursor_values: place && [place[0] ? place[0].slice(1) : null, place[1]],
      backward: !params.after && params.before !== null,
      page_size: pageSize + 1,
      whole,
    }),
  ) as unknown as Answer
  const read = (cells: Cells) => {
    const values = table.columns.map((column): [string, Json] => [
      column.name,
      readValue(column, cells[column.name] ?? null, whole),
    ])
    return Object.fromEntries(values)
  }
  return { ...answer, rows: answer.rows.map((row) => ({ ...row, cells: read(row.cells) })) }
}

/** A cursor as addresses hold it: nothing where the value is null, else the value after "=". */
function cursorOf([value, id]: Place): [string, string] {
  return [value === null ? '' : `=${value}`, id]
}

/**
 * @param table the table.
 * @param params what the address asks for.
 * @param options whether values are wanted whole, for an export, and how many rows.
 * @returns one page, masked; `searchedTo` where the search has stopped before it had a full page.
 */
export async function listRecords(
  table: RecordTable,
  params: RecordsParams,
  { whole = false, pageSize = PAGE_SIZE } = {},
) {
  const { rows, searched_to } = await readRows(table, params, whole, pageSize)
  const names = whole
    ? new Map<string, string>()
    : await nameAccounts(
        table,
        rows.map(({ cells }) => cells),
      )
  const masked = rows.map(({ cells, cursor }) => ({
    id: leafText(cells[table.key]),
    cursor,
    cells: Object.fromEntries(
      table.columns.map((column) => [column.name, maskCell(column, cells[column.name] ?? null, whole)]),
    ),
  }))
  const page = cutPage(masked, { ...params, pageSize }, ({ cursor }) => cursorOf(cursor))
  const searchedTo = searched_to && cursorOf(searched_to)
  const backward = !params.after && params.before !== null
  return {
    rows: page.rows.map(({ id, cells }): RecordRow => ({ id, cells })),
    names: Object.fromEntries(names),
    before: page.before ?? (backward ? searchedTo : null),
    after: page.after ?? (backward ? null : searchedTo),
    searchedTo,
  }
}

/** @returns how many rows match, and how sure that is. */
export async function countRecords(table: RecordTable, params: RecordsParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(
    await supabase
      .rpc('count_records', { table_name: table.name, filter: recordsFilter(params), sort: params.sort })
      .single(),
  )
}

/**
 * @param table the table.
 * @param id a row's key.
 * @returns the row as it is, to be masked by whoever shows it, with the names of the accounts it leads to; null when there is none.
 */
export const findRecord = cache(async (table: RecordTable, id: string) => {
  const byKey = { column: table.key, op: 'is', value: id } as const
  const one = { q: '', conditions: [byKey], sort: table.key, descending: false, after: null, before: null }
  const { rows } = await readRows(table, { ...one, columns: null }, true, 1)
  const cells = rows[0]?.cells
  return cells ? { cells, names: await nameAccounts(table, [cells]) } : null
})

/** @returns the columns of other tables that lead to a row, with how many rows do. */
export async function countReferences(table: string, id: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('count_references', { table_name: table, row_key: id }))
}
