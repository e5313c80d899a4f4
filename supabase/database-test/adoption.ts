import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compareCatalogs, readCatalog } from './catalog'
import type { TestDatabase } from './native-database'
import type { Report } from './report'
import { applyMigrations, loadActors, runSuite } from './suite'

const read = (file: string) =>
  readFileSync(path.join(import.meta.dirname, '..', 'adoption', `${file}.sql`), 'utf8')

/** Words that adoption translates, and times that it fills in where only the boolean said so. */
const translated: Record<string, string[]> = {
  profiles: ['role', 'email'],
  usage_limits: ['limit_state'],
  error_logs: ['resolved_at'],
  ops_alerts: ['acknowledged', 'acknowledged_at', 'metadata'],
  churn_alerts: ['resolved_at'],
}

const manyErrors = `
  insert into public.error_logs (error_type, error_message, stack_trace, context, resolved, created_at)
  select 'load', 'Message ' || n, repeat('at line ', 20), jsonb_build_object('n', n), n % 100 = 0, now() - n * interval '1 minute'
  from generate_series(1, 30000) n`

/** What must fail on an adopted database: it translates or allows words that a new one refuses, for one. */
const adoptedDifferences = [
  'profiles.role may not be owner',
  'agents.status may not be deployed',
  'usage_limits.limit_state may not be ok',
  // It may lack the foreign keys that records follow.
  'what refers to a row is counted',
  'a key to an account leads to its profile',
]

async function one(database: TestDatabase, query: string) {
  return String((await database.exec(query))[0]?.[0]?.[0])
}

async function readOldTables(database: TestDatabase) {
  const [rows = []] = await database.exec(`
    select c.relname, string_agg(format('%I', a.attname), ', ' order by a.attnum)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by 1 order by 1`)
  return rows.map(([table, columns]) => {
    const kept = String(columns)
      .split(', ')
      .filter((column) => !translated[String(table)]?.includes(column))
    return { table: String(table), columns: kept.join(', ') }
  })
}

/** The number of rows of each table and a checksum of what the platform wrote into them. */
async function measure(database: TestDatabase, tables: Awaited<ReturnType<typeof readOldTables>>) {
  const measured = new Map<string, string>()
  for (const { table, columns } of tables) {
    // Agents that were moved aside are not lost.
    const moved = await one(database, `select to_regclass('private.former_agents') is not null`)
    const source =
      table === 'agents' && moved === 'true'
        ? `(select ${columns} from public.agents union all select ${columns.replace(/(\w+)/g, 'r.$1')} from private.former_agents f,
           jsonb_populate_record(null::public.agents, f.agent) r)`
        : `(select ${columns} from public.${table})`
    measured.set(
      table,
      await one(
        database,
        `select count(*) || ' rows ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${source} t`,
      ),
    )
  }
  return measured
}

/** A database in use, with rows from before and after, is taken over without losing anything. */
export async function testAdoption(database: TestDatabase, report: Report, where: string, pgtap?: string) {
  const check = (what: string, holds: boolean, detail?: string) =>
    report.check(`${where}: ${what}`, holds, detail)
  await database.exec(read('existing-schema'))
  await database.exec(read('existing-further-tables'))
  await database.exec(read('existing-rows'))
  await database.exec(manyErrors)
  const tables = await readOldTables(database)
  const before = await measure(database, tables)

  await applyMigrations(database)
  const adopted = await readCatalog(database)
  await applyMigrations(database)
  const difference = compareCatalogs(adopted, await readCatalog(database))
  check('adopting twice changes nothing more', difference === '', difference)

  await testBackfill(database, check)
  for (const [table, was] of before) {
    const is = (
      await measure(
        database,
        tables.filter((t) => t.table === table),
      )
    ).get(table)
    check(`${table} keeps every row and value`, was === is, `before ${was}\nafter  ${is}`)
  }
  await loadActors(database, pgtap)
  report.count(await runSuite(database, { folder: 'adoption' }))
}

async function testBackfill(
  database: TestDatabase,
  check: (what: string, holds: boolean, detail?: string) => void,
) {
  const waiting = () => one(database, 'select count(*) from public.error_logs where message is null')
  const first = await waiting()
  check('a large table is left to the procedure', first === '30400', first)
  await database.exec(`update public.error_logs set severity = severity where error_message = 'Message 100'`)
  const untouched = await one(
    database,
    `select resolved from public.error_logs where error_message = 'Message 100'`,
  )
  check('a row that waits keeps its state when the platform changes it', untouched === 'true')
  await database.exec('call private.adopt_existing_rows(2000)')
  check('the procedure takes over every row', (await waiting()) === '0')
  const finished = await one(
    database,
    `select next_page = 0 and finished_at is not null from private.adoption_progress where relation = 'error_logs'`,
  )
  check('its progress says so', finished === 'true')
  const versions = () =>
    one(database, 'select md5(string_agg(xmin::text, $$,$$ order by id)) from public.error_logs')
  const settled = await versions()
  await database.exec('call private.adopt_existing_rows(2000)')
  check('called again it touches nothing', settled === (await versions()))
  const audited = await one(database, `select count(*) from public.audit_trail`)
  check('taking over leaves no audit rows', audited === '0', `${audited} audit rows`)
}

/** On an adopted database everything that is tested on a new one holds too. */
export async function testAdoptedSuite(database: TestDatabase, report: Report, pgtap?: string) {
  await database.exec(read('existing-schema'))
  await database.exec(read('existing-further-tables'))
  // The one table there that is none of ours.
  await database.exec('drop table public.customer_health_history')
  await applyMigrations(database)
  await loadActors(database, pgtap)
  report.count(await runSuite(database, { except: adoptedDifferences }))
}
