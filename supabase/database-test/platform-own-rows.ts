import { compareCatalogs, readCatalog } from './catalog'
import type { TestDatabase } from './native-database'
import { type Column, readTables, type Table } from './platform-catalog'
import { rowsQuery } from './platform-state'

/** What two installations cannot have in common: ids and secrets that were drawn, and when and how fast something ran. */
const varies = ({ type, name }: Column) =>
  ['uuid', 'bytea', 'xid8'].includes(type) ||
  name === 'pepper' ||
  type.startsWith('timestamp') ||
  /_(ms|seconds|duration)$/.test(name)

/** Of those only whether there is one. */
const comparable = (column: Column) =>
  varies(column) ? `"${column.name}" is not null as "${column.name}"` : `"${column.name}"`

/** How far the filling has come, and in how many steps: a run that was stopped reads some rows twice. */
const PROGRESS = new Set(['backfill_progress.reached', 'backfill_progress.rows_filled'])

async function checksum(database: TestDatabase, query: string) {
  const [[row = []] = []] = await database.exec(
    `select count(*) || ' rows ' || md5(coalesce(string_agg(r, '|' order by r), '')) from (${query}) rows (r)`,
  )
  return String(row[0])
}

/** The number of rows of each of the platform's tables, and a checksum of its columns. */
export async function measurePlatform(database: TestDatabase, tables: Table[]) {
  const measured = new Map<string, string>()
  for (const table of tables) measured.set(table.name, await checksum(database, rowsQuery(table)))
  return measured
}

/** One in 500 notes of events lets all that are there be compared: afterwards none is left, whenever that was. */
const COMPARE_NOTES = `do $$ begin
  if to_regprocedure('private.compare_events(integer)') is not null then
    perform private.compare_events(100000);
  end if;
end $$`

/** What an installation leaves: the catalog, and what stands in the tables and columns that are ours. */
export async function readEnd(database: TestDatabase, platform: Table[]): Promise<string[]> {
  await database.exec(COMPARE_NOTES)
  const theirs = new Map(platform.map(({ name, columns }) => [name, new Set(columns.map((c) => c.name))]))
  const tables = [...(await readTables(database)), ...(await readTables(database, 'private'))]
  const rows: string[] = []
  for (const { schema, name, columns } of tables) {
    const known = schema === 'public' ? theirs.get(name) : undefined
    const ours = columns.filter(
      (column) => !known?.has(column.name) && !PROGRESS.has(`${name}.${column.name}`),
    )
    if (ours.length === 0) continue
    const query = `select to_jsonb(t)::text from (select ${ours.map(comparable).join(', ')} from ${schema}."${name}") t`
    rows.push(`our columns of ${name}: ${await checksum(database, query)}`)
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
