import { compareCatalogs, readCatalog } from './catalog'
import type { TestDatabase } from './native-database'
import { readTables, type Table } from './platform-catalog'
import { rowsQuery } from './platform-state'

/** What two installations cannot have in common: ids and secrets that were drawn, and when and how fast something ran. */
const varies = (type: string, name: string) =>
  type === 'uuid' || type === 'bytea' || type.startsWith('timestamp') || /_(ms|seconds|duration)$/.test(name)

async function checksum(database: TestDatabase, table: Table) {
  const [[row = []] = []] = await database.exec(
    `select count(*) || ' rows ' || md5(coalesce(string_agg(r, '|' order by r), '')) from (${rowsQuery(table)}) rows (r)`,
  )
  return String(row[0])
}

/** The number of rows of each of the platform's tables, and a checksum of its columns. */
export async function measurePlatform(database: TestDatabase, tables: Table[]) {
  const measured = new Map<string, string>()
  for (const table of tables) measured.set(table.name, await checksum(database, table))
  return measured
}

/** What an installation leaves: the catalog, and what stands in the tables that are ours. */
export async function readEnd(database: TestDatabase, platform: Table[]): Promise<string[]> {
  const names = new Set(platform.map(({ name }) => name))
  const ours = [
    ...(await readTables(database)).filter(({ name }) => !names.has(name)),
    ...(await readTables(database, 'private')),
  ]
  const rows: string[] = []
  for (const table of ours) {
    const columns = table.columns.filter(({ type, name }) => !varies(type, name))
    if (columns.length > 0)
      rows.push(`rows of ${table.name}: ${await checksum(database, { ...table, columns })}`)
  }
  return [...(await readCatalog(database)), ...rows]
}

export const compareEnds = compareCatalogs

/** @returns the tables whose rows are not what they were. */
export const compareMeasures = (before: Map<string, string>, after: Map<string, string>) =>
  [...before]
    .filter(([table, was]) => after.get(table) !== was)
    .map(([table, was]) => `${table}: ${was} became ${after.get(table)}`)
    .join('\n')
