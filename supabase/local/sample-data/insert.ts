import type { Database } from '../database'

const ROWS_PER_STATEMENT = 2000

/**
 * Inserts many rows with few statements. Columns that the first row of a batch does not name keep their
 * defaults, so every row of a batch names the same ones.
 * @param table its schema and name.
 */
export async function insertRows(
  query: Database['query'],
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(', ')
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const batch = rows.slice(from, from + ROWS_PER_STATEMENT)
    await query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::text::json)`,
      [JSON.stringify(batch)],
    )
  }
}
