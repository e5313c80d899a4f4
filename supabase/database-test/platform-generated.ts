import { account, people } from '../platform/starts'
import type { TestDatabase } from './native-database'
import type { Call } from './platform-api'
import { encodeFilter, type NamedCall, requests } from './platform-calls'
import type { Column, Table } from './platform-catalog'
import type { Caller } from './platform-tokens'
import type { ChooseValue } from './platform-values'

/** Accounts that have no rows of their own, for inserts whose key is an account. */
const accounts = { all: account(15).id, required: account(16).id }

/** Calls that follow from a table alone: whatever the platform may write, each of its columns must take. */
export async function generateWrites(
  database: TestDatabase,
  tables: Table[],
  choose: ChooseValue,
): Promise<NamedCall[]> {
  const calls: NamedCall[] = []
  for (const table of tables) {
    const which = await lastRow(database, table)
    const service = (name: string, verb: keyof typeof requests, query: string, body?: object): NamedCall => ({
      name: `${table.name}: ${name}`,
      call: { caller: 'service', ...requests[verb], path: table.name + query, body },
      table,
    })
    const insert = (of: 'all' | 'required') => {
      const named = table.columns.filter(({ isRequired }) => of === 'all' || isRequired)
      const body = Object.fromEntries(
        named.map((column) => [
          column.name,
          isKey(table, column) && column.name === 'user_id' ? accounts[of] : choose(column),
        ]),
      )
      return service(`insert with ${of} columns`, 'insert', '', body)
    }
    calls.push(insert('all'), insert('required'))
    if (!which) continue
    for (const column of table.columns.filter((candidate) => !isKey(table, candidate)))
      calls.push(service(`update ${column.name}`, 'update', which, { [column.name]: choose(column) }))
    const renamed = Object.fromEntries(
      table.columns
        .filter((column) => isKey(table, column))
        .map((column) => [column.name, column.name === 'user_id' ? people.newcomer.id : choose(column)]),
    )
    calls.push(service('update the key', 'update', which, renamed))
    calls.push(service('delete', 'delete', filterFor(renamed)))
  }
  return calls
}

const isKey = ({ key }: Table, { name }: Column) => key.includes(name)

/** A filter for the last row of a table by its key. */
async function lastRow(database: TestDatabase, { name, key }: Table) {
  if (key.length === 0) return undefined
  const list = key.map((column) => `"${column}"`).join(', ')
  const [rows = []] = await database.exec(
    `select ${list} from public."${name}" order by ${list} desc limit 1`,
  )
  const [row] = rows
  return row && filterFor(Object.fromEntries(key.map((column, index) => [column, row[index]])))
}

const filterFor = (key: Record<string, unknown>) =>
  `?${encodeFilter(
    Object.entries(key)
      .map(([column, value]) => `${column}=eq.${value}`)
      .join('&'),
  )}`

/** What callers may read and do in each table, with all rows that they see: tried, and not kept. */
export function generateAttempts(tables: Table[], callers: Caller[]): NamedCall[] {
  const calls: NamedCall[] = []
  for (const table of tables) {
    const column = table.columns.filter((candidate) => !isKey(table, candidate)).at(-1)
    if (!column) continue
    const attempts: [string, Omit<Call, 'caller'>][] = [
      ['reads', { method: 'GET', path: `${table.name}?select=*` }],
      ['updates', attempt('PATCH', table.name, { [column.name]: null })],
      ['deletes', attempt('DELETE', table.name)],
      ['inserts', attempt('POST', table.name, {})],
    ]
    for (const caller of callers) {
      for (const [what, call] of attempts)
        calls.push({ name: `${caller} ${what} ${table.name}`, call: { ...call, caller } })
    }
  }
  return calls
}

const attempt = (method: Call['method'], path: string, body?: object): Omit<Call, 'caller'> => ({
  method,
  path,
  body,
  prefer: 'return=representation,tx=rollback',
})
