import { connect, type TestDatabase } from '../native-database'
import type { Report } from '../report'
import { OURS, type Used } from './tables'
import { copyAndUpsert, feed, type Outcome } from './writes'

const SEED = 20261130
const LONGEST_WAIT_MS = 1000

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

/** The same rows for each run. */
export const testRows = (database: TestDatabase, used: Used, report: Report, where: string) =>
  feedAll(database, used, SEED, report, where)

export async function testCopies(database: TestDatabase, used: Used, report: Report, where: string) {
  const failures: string[] = []
  for (const [table, columns] of used) failures.push(...(await copyAndUpsert(database, table, columns, SEED)))
  report.check(
    `${where}: rows can be copied in, and written twice under one key`,
    failures.length === 0,
    failures.join('\n'),
  )
}

/** Somebody holds every table of ours while the platform writes. */
export async function testLocked(
  database: TestDatabase,
  url: string,
  used: Used,
  report: Report,
  where: string,
) {
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

/** Tables of ours are gone, or refuse every row. */
export async function testBroken(database: TestDatabase, used: Used, report: Report, where: string) {
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
