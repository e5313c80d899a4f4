import type { RecordColumn, RecordTable } from '../table'
import type { RecordsParams } from './search-params'

/** How many columns a table shows unasked, with its key and what it is sorted by. */
const MOST = 7

/**
 * @param table what the table is made of.
 * @param params the parameters of the URL: the columns that were chosen, and the order.
 * @returns the columns of the list. The key comes first because it is the way to the row; what the rows are
 * sorted by is always there. JSON, secrets and what nobody filled in are for the row's own page.
 */
export function shownColumns(table: RecordTable, { columns, sort }: RecordsParams): RecordColumn[] {
  const isEdge = ({ name }: RecordColumn) => name === table.key || name === sort
  const chosen = columns
    ? table.columns.filter((column) => columns.includes(column.name) && !isEdge(column))
    : table.columns
        .filter((column) => !isEdge(column) && column.kind !== 'json' && !column.secret)
        .slice(0, MOST - 2)
  const named = (name: string) => table.columns.filter((column) => column.name === name)
  return [...named(table.key), ...chosen, ...(sort === table.key ? [] : named(sort))]
}
