import type { Database } from '../database'
import { insertRows } from './insert'
import { createRows } from './rows'
import type { SampleSize } from './volumes'

export type { SampleSize } from './volumes'

/**
 * Creates the sample accounts and, around them, ninety days of a plausible platform: all of it or nothing.
 * @param now the moment that the data leads up to; the same moment gives the same data.
 * @returns how many rows were written, or undefined when the database has accounts already.
 */
export async function loadSampleData(
  database: Database,
  size: SampleSize,
  now: Date,
): Promise<number | undefined> {
  const [existing] = await database.query('select 1 from auth.users limit 1')
  if (existing) return undefined
  const rows = await createRows(size, now.getTime())
  await database.transaction(async (query) => {
    for (const [table, list] of rows) await insertRows(query, table, list)
  })
  await database.query('analyze')
  await database.query('checkpoint')
  return rows.reduce((sum, [, list]) => sum + list.length, 0)
}
