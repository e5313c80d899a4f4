import { connect, type TestDatabase } from '../native-database'
import { type Check, failureOf, id, one } from './used-database'

const ROWS = 5_000

const waiting = `select count(*) from public.error_logs where message is null or group_id is null`

async function addEarlierErrors(database: TestDatabase) {
  await database.exec(`set session_replication_role = replica;
    insert into public.error_logs (error_type, error_message, context, resolved, created_at)
    select 'TypeError', 'Message ' || n, '{"attempt": 1}', n % 2 = 0, timestamptz '2026-10-01' + n * interval '1 minute' from generate_series(1, ${ROWS}) n;
    insert into public.error_logs (error_type, error_message) values ('E', 'Held 1'), ('E', 'Held 2');
    reset session_replication_role`)
}

/** The platform while rows are filled: new errors, changed ones, rows that move. @returns the longest wait and the failures. */
async function writeMeanwhile(url: string, until: () => boolean) {
  const writer = connect(url)
  const failures: string[] = []
  let slowest = 0
  let written = 0
  // A write that waits for a lock for longer fails. The time on the clock depends on what else the machine does.
  await writer.exec("set lock_timeout = '1s'")
  try {
    for (let n = 1000; !until(); n += 1) {
      for (const sql of [
        `insert into public.error_logs (id, error_type, error_message) values ('${id(n)}', 'E', 'Meanwhile ${n}')`,
        `update public.error_logs set severity = 'high' where error_message = 'Message ${(n * 7919) % ROWS}'`,
        `update public.error_logs set error_message = 'Renamed ${n}' where error_message = 'Message ${(n * 104729) % ROWS}'`,
      ]) {
        const started = performance.now()
        const failure = await failureOf(writer, sql)
        slowest = Math.max(slowest, performance.now() - started)
        if (failure) failures.push(failure)
        written += 1
      }
    }
  } finally {
    await writer.close()
  }
  return { failures, slowest, written }
}

/** Nothing is left out, whichever session writes and whatever stops the run. */
export async function testBackfill(database: TestDatabase, url: string, check: Check) {
  await addEarlierErrors(database)
  const holder = connect(url)
  await holder.exec(`begin; update public.error_logs set severity = 'held' where error_message like 'Held _'`)
  let over = false
  const writing = writeMeanwhile(url, () => over)
  const freeing = new Promise((resolve) => setTimeout(resolve, 2000)).then(() => holder.exec('commit'))
  let stopped = 0
  for (let round = 0; round < 40; round += 1) {
    // Killed in the middle, five times, then to its end.
    await database.exec(`set statement_timeout = ${round < 5 ? 300 : 0}`)
    const failure = await failureOf(database, 'call private.backfill(200)')
    if (!failure) break
    if (!/statement timeout/.test(failure)) throw new Error(failure)
    stopped += 1
  }
  await freeing
  await database.exec('set statement_timeout = 0')
  await database.exec('call private.backfill()')
  over = true
  const { failures, slowest, written } = await writing
  await holder.close()
  check(
    'rows are filled while the platform writes: none of its writes fails',
    failures.length === 0 && written > 30,
    `${written} writes; ${failures[0]}`,
  )
  const waited = failures.filter((failure) => /lock timeout/.test(failure))
  check(
    `and none waits for a lock for more than a second (the slowest of ${written} took ${Math.round(slowest)} ms)`,
    waited.length === 0,
    `${waited.length} did`,
  )
  const left = await one(database, waiting)
  check(
    `after ${stopped} stops no row is left out`,
    left === '0' && stopped > 0,
    `${left} left, ${stopped} stops`,
  )
  const stale = await one(
    database,
    `select count(*) from public.error_logs where message is distinct from error_message or request_body is distinct from nullif(context, '{}')`,
  )
  check('and every row says the same under both names', stale === '0', stale)
  await testSecondRun(database, check)
  await testMissedRows(database, check)
  await testUntouched(database, check)
}

async function testSecondRun(database: TestDatabase, check: Check) {
  const versions = `select md5(string_agg(xmin::text, ',' order by id)) from public.error_logs`
  const before = await one(database, versions)
  await database.exec('call private.backfill()')
  check('run again, it touches no row', before === (await one(database, versions)))
  const left = await one(database, `select count(*) from private.backfill_left() where is_left`)
  check('and nothing is left', left === '0', left)
}

async function testMissedRows(database: TestDatabase, check: Check) {
  await database.exec(`set session_replication_role = replica;
    update public.error_logs set message = null, group_id = null where error_message like 'Message 12%'; reset session_replication_role`)
  await database.exec('call private.backfill()')
  check('rows that lost their values are mended by the next run', (await one(database, waiting)) === '0')
}

/** Published tables, and those that carry somebody's trigger, keep every row as it is. */
async function testUntouched(database: TestDatabase, check: Check) {
  const objections = await database.exec(
    `select relation || ': ' || left(objection, 28) from private.backfill_left() where objection is not null order by 1`,
  )
  const said = objections
    .at(-1)
    ?.map(([text]) => String(text))
    .join('; ')
  check(
    'it says which tables it leaves alone, and why',
    said === 'customer_health_scores: it carries the trigger custo',
    said,
  )
  const unfilled = await one(
    database,
    `select count(*) || ' ' || count(risk_level) from public.customer_health_scores where user_id = '${id(1)}'`,
  )
  check('and does so', unfilled === '1 0', unfilled)
  await database.exec(
    'alter publication supabase_realtime add table public.churn_alerts; update public.churn_alerts set reason = null',
  )
  const reason = await one(
    database,
    `select objection from private.backfill_left() where relation = 'churn_alerts'`,
  )
  check('a table that comes to be published is left alone too', /published/.test(reason), reason)
}
