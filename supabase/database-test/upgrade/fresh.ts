import { setTimeout as sleep } from 'node:timers/promises'
import { readInstalled01 } from '../../migrate/installed-0.1'
import { recogniseInstallation } from '../../migrate/recognise'
import { readSources, type Sources } from '../../migrate/sources'
import { readCatalog } from '../catalog'
import { type Check, migrate, one } from '../migrate/harness'
import { connect, type TestDatabase } from '../native-database'
import { restore01 } from './fixture'
import { readInstalled } from './installed'
import { AS_ADMIN, AS_NOBODY, differences, MISCOUNTED, measure, readStates, readTables } from './rows'

/** A catalog as it is compared: columns are distinguished by name, not by place. */
function sorted(catalog: string[]) {
  return catalog
    .map((line) =>
      line.replace(/^(column \S+) \d+ /, '$1 ').replace(/^(comment pg_class \S+) [1-9]\d* /, '$1 n '),
    )
    .sort()
}

/** What two catalogs do not have in common. */
export function catalogDifferences(wanted: string[], found: string[], except = /^$/) {
  const [had, has] = [new Set(sorted(wanted)), new Set(sorted(found))]
  return [
    ...[...had].filter((line) => !has.has(line)).map((line) => `- ${line}`),
    ...[...has].filter((line) => !had.has(line)).map((line) => `+ ${line}`),
  ]
    .filter((line) => !except.test(line))
    .map((line) => line.slice(0, 300))
}

/** Where keys repeat, the constraint is missing and its column says so. */
const REPEATED =
  /webhook_queue_idempotency_key_key|comment pg_class public\.webhook_queue n Deduplication key/

/** What survives an upgrade is read before it. */
export async function readBefore(database: TestDatabase) {
  const tables = await readTables(database)
  return {
    tables,
    rows: await measure(database, tables, false),
    states: await readStates(database),
    logged: await one(database, 'select count(*) from public.audit_logs'),
    acts: await one(
      database,
      `select count(*) from public.audit_logs where action ~ '^[a-z_]+\\.[a-z_]+$' and action not like 'user.%'`,
    ),
  }
}

/** Everything that was there before an upgrade is there after it, and counted right. */
export async function testRows(
  database: TestDatabase,
  before: Awaited<ReturnType<typeof readBefore>>,
  check: Check,
) {
  const states = differences(before.states, await readStates(database))
  check(
    'every state of alerts, errors, groups, webhooks and churn alerts is as it was',
    states.length === 0,
    states.join('\n'),
  )
  const lost = differences(before.rows, await measure(database, before.tables, true))
  check(`${before.tables.length} tables keep every row and value`, lost.length === 0, lost.join('\n'))
  const copied = await one(database, 'select count(*) from public.audit_trail')
  check(
    'the acts of 0.1 are in the audit trail',
    copied === before.acts && copied !== '0',
    `${copied} of ${before.acts}`,
  )
  const shown = await one(database, 'select count(*) from private.audit_rows')
  check('and each entry is shown once', shown === before.logged, `${shown} of ${before.logged}`)
  for (const [what, query] of Object.entries(MISCOUNTED)) {
    await database.exec(AS_ADMIN)
    await database.exec('begin')
    const found = (await database.exec(query)).at(-1)?.[0]?.[0]
    await database.exec('rollback')
    await database.exec(AS_NOBODY)
    check(`the counts of ${what} are those of counting again`, String(found) === '0', `${found} differ`)
  }
}

/** A fresh database of 0.1 with rows: stopped, killed, upgraded, and upgraded again. */
export async function testFresh01(database: TestDatabase, url: string, present: string[], check: Check) {
  await restore01(database.session, 'fresh')
  const installed = JSON.stringify(await readInstalled(database.session))
  check(
    'the list of what 0.1 installed is that of the fixture',
    installed === JSON.stringify(readInstalled01()),
  )
  const before = await readBefore(database)
  const catalog = await readCatalog(database)
  await testStopped(database, url, catalog, check)
  const plan = await migrate(url, readSources(), { dryRun: true })
  check(
    'the plan says that it is an upgrade, and that keys repeat',
    plan.code === 0 &&
      /Found of ours: an installation of 0\.1/.test(plan.text) &&
      /keys of webhook_queue repeat/.test(plan.text),
    plan.text,
  )
  const upgraded = await migrate(url, readSources(), { yes: false })
  check('it is upgraded without a question', upgraded.code === 0, upgraded.text.slice(-1500))
  const difference = catalogDifferences(present, await readCatalog(database), REPEATED)
  check('it is what a new installation is', difference.length === 0, difference.join('\n'))
  await testRows(database, before, check)
  const again = await migrate(url, readSources())
  check(
    'a second run has nothing to do',
    again.code === 0 && again.text.includes('Nothing to do'),
    again.text.slice(-500),
  )
}

/** Whatever stops an upgrade leaves 0.1 as it was. */
async function testStopped(database: TestDatabase, url: string, catalog: string[], check: Check) {
  const sources = readSources()
  const failing = await migrate(url, withLast(sources, 'select nothing'))
  check(
    'an error in the last file stops it',
    failing.code === 1 && failing.text.includes('Nothing was changed'),
    failing.text.slice(-500),
  )
  await testUntouched(database, catalog, check, 'after that')
  const killed = migrate(url, withLast(sources, 'select pg_sleep(60)'), { forMs: 0 })
  const by = connect(url)
  for (let time = 0; time < 300; time += 1) {
    const ended = await one(
      by,
      `select count(*) from (
        select a.pid from pg_stat_activity a
        where a.datname = current_database() and a.wait_event = 'PgSleep' offset 0
      ) p where pg_terminate_backend(p.pid)`,
    )
    if (ended !== '0') break
    await sleep(100)
  }
  await by.close()
  const lost = await killed
  check('so does a connection that is cut before the end', lost.code !== 0, lost.text.slice(-500))
  await testUntouched(database, catalog, check, 'after that too')
}

function withLast(sources: Sources, sql: string): Sources {
  const last = sources.objects.at(-1)
  return last
    ? { ...sources, objects: [...sources.objects.slice(0, -1), { ...last, sql: `${last.sql}\n;${sql}` }] }
    : sources
}

async function testUntouched(database: TestDatabase, catalog: string[], check: Check, when: string) {
  const difference = catalogDifferences(catalog, await readCatalog(database))
  const { kind } = await recogniseInstallation(database.session)
  check(
    `${when} it is still 0.1`,
    difference.length === 0 && kind === '0.1',
    difference.slice(0, 20).join('\n'),
  )
}
