import { readFileSync } from 'node:fs'
import path from 'node:path'
import { connect, type TestDatabase } from '../supabase/database-test/native-database'

/** How many rows are in each large table of a database, and in webhook_queue and latency_logs. */
export type Size = { name: string; rows: number; largeRows: number }

/** Files of rows, the ones that take longest first, and the tables that each fills. */
const FILES: Record<string, string[]> = {
  error_logs: ['error_logs'],
  webhook_queue: ['webhook_queue'],
  usage: ['usage_calls', 'usage_sms'],
  ops_alerts: ['ops_alerts'],
  call_events: ['call_events'],
  sms_events: ['sms_events'],
  latency_logs: ['latency_logs'],
  audit_logs: ['audit_logs'],
}

/** Files whose rows need something more once their indexes are there. */
const AFTERWARDS = ['error_logs', 'latency_logs']

/** The tables that hold as many rows as a database's size says. */
export const LARGE_TABLES = Object.values(FILES).flat()

const AT_ONCE = 2

/** Fills a migrated database with rows. */
export async function loadRows(url: string, size: Size) {
  for (const file of ['customers', 'around']) {
    await run(url, size.rows, async (database) => database.exec(readSql(file)))
  }
  const waiting = Object.entries(FILES)
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await loadFile(url, size, next[0], next[1])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  await bringUpToDate(url)
  // On a dashboard in daily use, opening the overview has done this long ago.
  await run(url, size.rows, (database) =>
    database.exec(
      `select private.refresh_hourly_counts(l.list) from generate_series(1, 13), unnest(private.lists_counted_by_hour() || 'throughput'::text) l (list)`,
    ),
  )
  for (const ending of ['vacuum analyze', 'checkpoint']) {
    await run(url, size.rows, (database) => database.exec(ending))
  }
}

/** No trigger saw the rows: what triggers would have kept is filled in as after an install on a database in use. */
async function bringUpToDate(url: string) {
  const database = connect(url)
  try {
    await database.exec('call private.backfill()')
  } finally {
    await database.close()
  }
}

async function loadFile(url: string, size: Size, file: string, tables: string[]) {
  const isLargest = file === 'webhook_queue' || file === 'latency_logs'
  await run(url, isLargest ? size.largeRows : size.rows, async (database) => {
    const indexes = await dropIndexes(database, tables)
    await database.exec(readSql(file))
    for (const definition of indexes) await database.exec(definition)
    if (AFTERWARDS.includes(file)) await database.exec(readSql(`${file}_after`))
    await database.exec(`vacuum analyze ${tables.map((table) => `public.${table}`).join(', ')}`)
  })
}

const readSql = (file: string) => readFileSync(path.join(import.meta.dirname, 'load', `${file}.sql`), 'utf8')

async function run(url: string, rows: number, work: (database: TestDatabase) => Promise<unknown>) {
  const database = connect(url)
  try {
    await database.exec(`set kryonex.rows = '${rows}'`)
    await database.exec(readSql('prelude'))
    await work(database)
  } finally {
    await database.close()
  }
}

/** Indexes are made faster over rows that are there. @returns how to make them again. */
async function dropIndexes(database: TestDatabase, tables: string[]): Promise<string[]> {
  const names = tables.map((table) => `'public.${table}'::regclass`).join(', ')
  const [rows = []] = await database.exec(`
    select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
    where i.indrelid in (${names}) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`)
  for (const [name] of rows) await database.exec(`drop index ${name}`)
  return rows.map(([, definition]) => String(definition))
}
