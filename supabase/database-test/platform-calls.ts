import type { Write } from '../platform/writes'
import type { Call } from './platform-api'
import type { Column, Table } from './platform-catalog'
import type { ChooseValue } from './platform-values'

export type NamedCall = { name: string; call: Call; table?: Table }

const parameters: Record<string, string> = {
  p_seconds: 'integer',
  p_count: 'integer',
  p_hard_stop_active: 'boolean',
  p_user_id: 'uuid',
}

/**
 * A call of the platform's on these tables; it names only the columns that are there.
 * @param foreseen whether it writes the platform's own words, or whatever `choose` invents.
 */
export function toCall(
  write: Write,
  tables: Table[],
  choose: ChooseValue,
  foreseen = true,
): NamedCall | undefined {
  const { verb, target, caller, where, onConflict } = write
  const table = tables.find(({ name }) => name === target)
  if (!table && verb !== 'rpc') return undefined
  const columns = write.columns.flatMap((name) => {
    const type = parameters[name] ?? 'text'
    const column = table
      ? table.columns.find((candidate) => candidate.name === name)
      : { name, type, isRequired: false, labels: [] }
    return column ? [column] : []
  })
  if (columns.length === 0 && verb !== 'delete') return undefined
  const body = Object.fromEntries(
    columns.map((column) => [column.name, valueFor(write, column, choose, foreseen)]),
  )
  const query = where ? `?${encodeFilter(where)}` : onConflict ? `?on_conflict=${onConflict}` : ''
  const { method, prefer } = requests[verb]
  return {
    name: write.name,
    call: {
      caller,
      method,
      path: `${verb === 'rpc' ? 'rpc/' : ''}${target}${query}`,
      body: verb === 'delete' ? undefined : body,
      prefer,
    },
    table: table ?? tables.find(({ name }) => name === 'usage_limits'),
  }
}

/** How supabase-js asks for each. */
export const requests = {
  insert: { method: 'POST', prefer: 'return=representation' },
  upsert: { method: 'POST', prefer: 'return=representation,resolution=merge-duplicates' },
  update: { method: 'PATCH', prefer: 'return=representation' },
  delete: { method: 'DELETE', prefer: 'return=representation' },
  rpc: { method: 'POST', prefer: undefined },
} as const

/** What says which row is meant stays as it is. */
function valueFor({ words, onConflict }: Write, column: Column, choose: ChooseValue, foreseen: boolean) {
  const word = words[column.name]
  const isFixed = foreseen || column.type === 'uuid' || onConflict?.split(',').includes(column.name)
  if (word === undefined || !isFixed) return choose(column)
  return column.type === 'jsonb' && word !== null ? JSON.parse(word) : word
}

export const encodeFilter = (filter: string) =>
  filter
    .split('&')
    .map((part) => {
      const [name = '', ...value] = part.split('=')
      return `${name}=${encodeURIComponent(value.join('='))}`
    })
    .join('&')
