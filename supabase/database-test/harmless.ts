import { contractFiles } from './contract-files'
import type { Column } from './hostile-rows'
import { copyAndUpsert, feed, type Outcome } from './hostile-writes'
import { connect, prepareTemplate, type TestDatabase, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport, type Report } from './report'
import { applyMigrations } from './suite'
import { changesWithoutWhere } from './where-clauses'

const SEED = 20261130
const LONGEST_WAIT_MS = 1000

/** Tables of the platform on which the dashboard counts, pairs, tracks or records something. */
const TABLES = [
  'error_logs',
  'ops_alerts',
  'churn_alerts',
  'webhook_queue',
  'usage_calls',
  'usage_sms',
  'call_events',
  'sms_events',
  'active_sessions',
  'latency_logs',
  'profiles',
  'customer_health_scores',
  'messages',
  'subscriptions',
  'usage_limits',
  'leads',
  'unknown_phone',
  'audit_logs',
]

type Used = Map<string, Column[]>

/** The contract's columns of the tables, as a database in use might have them: without any constraint or default. */
async function readColumns(database: TestDatabase): Promise<Used> {
  for (const { file, sql } of contractFiles) if (/^\d{14}_/.test(file)) await database.exec(sql)
  const used: Used = new Map()
  for (const table of TABLES) {
    const [rows = []] = await database.exec(`select attname, format_type(atttypid, null) from pg_attribute
      where attrelid = 'public.${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`)
    used.set(
      table,
      rows.map(([name, type]) => ({ name: String(name), type: String(type) })),
    )
  }
  return used
}

async function adopt(database: TestDatabase, used: Used) {
  await database.exec('create schema mirror')
  for (const [table, columns] of used) {
    const list = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')
    await database.exec(`create table public.${table} (${list}); create table mirror.${table} (${list})`)
  }
  await applyMigrations(database)
  // Whether an index can refuse a row is decided when it is built; here only triggers are tried.
  await database.exec(`do $$ declare i regclass; begin
    for i in select x.indexrelid::regclass from pg_index x join pg_class c on c.oid = x.indrelid
      where c.relnamespace = 'public'::regnamespace and c.relname = any ('{${TABLES.join(',')}}') loop execute 'drop index ' || i; end loop;
  end $$`)
  await database.exec(
    `grant usage on schema mirror, public to service_role; grant all on all tables in schema mirror, public to service_role`,
  )
}

async function feedAll(database: TestDatabase, used: Used, seed: number, report: Report, what: string) {
  const outcome: Outcome = { failures: [], longest: 0 }
  await database.exec('set role service_role')
  for (const [table, columns] of used) {
    await database.exec(`truncate mirror.${table}`)
    await database.exec(`truncate public.${table}`).catch((error: Error) => {
      outcome.failures.push(`${table}: ${error.message}: truncate`)
    })
    const { failures, longest } = await feed(database, table, columns, seed)
    outcome.failures.push(...failures)
    outcome.longest = Math.max(outcome.longest, longest)
  }
  await database.exec('reset role')
  report.check(
    `${what}: every statement of the platform goes through and is stored as written`,
    outcome.failures.length === 0,
    outcome.failures.join('\n'),
  )
  return outcome.longest
}

const OURS = `select c.oid::regclass::text from pg_class c where c.relkind = 'r' and (c.relnamespace = 'private'::regnamespace
  or c.relnamespace = 'public'::regnamespace and c.relname ~ '^(error_group_|webhook_attempts|customer_owners|comments|saved_views)')`

async function testCopies(database: TestDatabase, used: Used, report: Report, where: string) {
  const failures: string[] = []
  for (const [table, columns] of used) failures.push(...(await copyAndUpsert(database, table, columns, SEED)))
  report.check(
    `${where}: rows can be copied in, and written twice under one key`,
    failures.length === 0,
    failures.join('\n'),
  )
}

async function testLocked(database: TestDatabase, url: string, used: Used, report: Report, where: string) {
  const other = connect(url)
  try {
    const [tables = []] = await other.exec(OURS)
    await other.exec(`begin; lock table ${tables.flat().join(', ')} in exclusive mode`)
    const longest = await feedAll(
      database,
      used,
      SEED + 1,
      report,
      `${where}, while all of our tables are locked`,
    )
    report.check(
      `${where}: nothing of the platform waits for our locks (${Math.round(longest)} ms at most)`,
      longest < LONGEST_WAIT_MS,
    )
    await other.exec('rollback')
  } finally {
    await other.close()
  }
}

const MISCOUNTED = `select count(*)::integer from (
  (select e.group_id, count(*) from public.error_logs e where e.group_id is not null group by 1 except select g.id, g.events from public.error_group_list g)
  union all (select g.id, g.events from public.error_group_list g except select e.group_id, count(*) from public.error_logs e where e.group_id is not null group by 1)) d`

async function testMended(database: TestDatabase, report: Report, where: string) {
  const noticed = await database.exec(`select private.mend('errors')`)
  const mended = await database.exec(`select private.mend('errors')`)
  const [[[miscounted] = []] = []] = await database.exec(MISCOUNTED)
  const detail = JSON.stringify({ noticed, mended, miscounted })
  report.check(
    `${where}: what was not counted is counted again`,
    mended[0]?.[0]?.[0] === true && Number(miscounted) === 0,
    detail,
  )
}

async function testBroken(database: TestDatabase, used: Used, report: Report, where: string) {
  await database.exec(`alter table public.webhook_attempts add constraint nothing check (false) not valid;
    alter table private.dirty_hours add constraint nothing check (false) not valid;
    drop table public.error_group_deltas, private.latency_deltas, private.event_notes, private.customer_figures, private.stale_customers cascade`)
  await feedAll(
    database,
    used,
    SEED + 2,
    report,
    `${where}, with tables of ours missing or refusing every row`,
  )
  const [[[recorded] = []] = []] = await database.exec(
    'select count(*)::integer from private.installation_failures',
  )
  report.check(
    `${where}: failures are recorded, and not without end (${recorded})`,
    Number(recorded) > 0 && Number(recorded) <= 10000,
  )
}

async function testConditions(database: TestDatabase, report: Report, where: string) {
  const [rows = []] = await database.exec(`select pg_get_functiondef(p.oid) from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  const found = rows.flatMap(([body]) => changesWithoutWhere(String(body)))
  report.check(
    `${where}: no function of ours changes rows without a condition`,
    found.length === 0 && rows.length > 100,
    found.join('\n'),
  )
}

async function testKeys(database: TestDatabase, report: Report, where: string) {
  const [rows = []] =
    await database.exec(`select k.conrelid::regclass || ' → ' || k.confrelid::regclass from pg_constraint k
    where k.contype = 'f' and (k.conrelid in (select t::regclass from (${OURS}) o (t)) and k.confrelid = 'auth.users'::regclass
      or k.confrelid = any ('{${TABLES.map((table) => `public.${table}`).join(',')}}'::regclass[]))`)
  report.check(`${where}: no foreign key of ours leads to the platform`, rows.length === 0, rows.join('\n'))
}

process.env.LITE_TELEMETRY = '0'
const report = createReport()
for (const programs of await findNativePostgres()) {
  const server = await startNativeServer(programs)
  const where = `Postgres ${server.version}`
  try {
    await prepareTemplate(server)
    const used = await withCopy(server, readColumns)
    await withCopy(server, async (database, url) => {
      await adopt(database, used)
      await testConditions(database, report, where)
      await testKeys(database, report, where)
      await feedAll(database, used, SEED, report, where)
      await testCopies(database, used, report, where)
      await testLocked(database, url, used, report, where)
      await testMended(database, report, where)
      await testBroken(database, used, report, where)
    })
  } catch (error) {
    report.check(where, false, error instanceof Error ? String(error.stack) : String(error))
  } finally {
    await server.stop()
  }
}
report.finish()
