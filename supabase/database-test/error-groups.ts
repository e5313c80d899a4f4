import { setTimeout as wait } from 'node:timers/promises'
import { connect, type TestDatabase } from './native-database'
import type { Report } from './report'

const WRITERS = 8
const PER_SECOND = 100

/** How much later than asked a timer tends to ring. */
const TIMER_MS = 1

/** The groups whose counts differ from a full recount, in one snapshot. */
const MISCOUNTED = `
  with recounted as materialized (
    select coalesce(a.target_id, e.group_id) as id, count(*) as events, count(*) filter (where e.resolved_at is null) as unresolved,
      count(distinct e.user_id)::integer as customers, min(e.created_at) as first_seen, max(e.created_at) as last_seen
    from public.error_logs e left join private.error_group_aliases a on a.group_id = e.group_id group by 1
  ), counted as materialized (
    select l.id, l.events, l.unresolved, l.customers, l.first_seen, l.last_seen from public.error_group_list l
  )
  select count(*)::integer from ((table recounted except table counted) union all (table counted except table recounted)) d`

const INSERT = `
  insert into public.error_logs (error_type, message, endpoint, user_id)
  select 'load', 'Kind ' || chr(97 + floor(random() * 12)::integer) || ' failed ' || floor(random() * 1e6)::integer || ' times', '/load',
    (select a.id from tests.actors a where a.name like '%customer' order by random() limit 1)`

const SOME_GROUPS = `(select coalesce(array_agg(g.id), '{}') from (select l.id from public.error_group_list l where l.error_type = 'load' order by random() limit 3) g)`
const SOME_ERRORS = `(select coalesce(array_agg(e.id), '{}') from (select l.id from public.error_logs l where l.error_type = 'load' order by random() limit 5) e)`

const ACTS = [
  `select count(*) from public.resolve_error_groups(${SOME_GROUPS}, 'Mended')`,
  `select count(*) from public.reopen_error_groups(${SOME_GROUPS})`,
  `select count(*) from public.resolve_errors(${SOME_ERRORS}, 'Mended')`,
  `select count(*) from public.reopen_errors(${SOME_ERRORS})`,
  `select count(*) from public.snooze_error_groups(${SOME_GROUPS}, null, 5)`,
  `select count(*) from (select ${SOME_GROUPS} as ids) g cross join lateral public.merge_error_groups(g.ids[2:], g.ids[1], gen_random_uuid()) where cardinality(g.ids) > 1`,
  'select count(*) from public.unmerge_error_groups(array(select a.group_id from private.error_group_aliases a order by random() limit 2))',
  'select count(*) from public.list_error_groups()',
]

/** What a storm came to: the times of its inserts in order, and what else happened meanwhile. */
type Storm = {
  inserts: number[]
  acts: Record<string, number>
  recounts: number
  waits: number[]
  failures: string[]
}

/**
 * Eight connections write errors while two admins act on their groups and errors, and some are deleted:
 * at every moment the counts are those of a recount, and nobody is refused.
 */
export async function testErrorGroupCounts(url: string, report: Report, where: string, seconds = 4) {
  const storm = await writeAndResolve(url, seconds)
  report.check(
    `${where}: counts of groups are exact at every moment (${figuresOf(storm, seconds)})`,
    storm.failures.length === 0,
    [...new Set(storm.failures)].join('\n'),
  )
}

async function writeAndResolve(url: string, seconds: number) {
  const storm: Storm = { inserts: [], acts: {}, recounts: 0, waits: [], failures: [] }
  const until = Date.now() + seconds * 1000
  const goOn = (work: (database: TestDatabase) => Promise<void>) => repeat(url, until, storm.failures, work)
  const writers = Array.from({ length: WRITERS }, () => goOn((database) => writeError(database, storm)))
  const admins = ['admin', 'second admin'].map((actor) => goOn((database) => act(database, actor, storm)))
  const others = [
    goOn(async (database) => {
      // In the order in which acts lock them, or two that meet in the same rows would wait for each other.
      await database.exec(`delete from public.error_logs where id in (
        select e.id from public.error_logs e where e.id in (select unnest(${SOME_ERRORS})) order by e.id for update)`)
      await wait(300)
    }),
    goOn((database) => recount(database, storm)),
    goOn((database) => lookForWaits(database, storm)),
  ]
  await Promise.all([...writers, ...admins, ...others])
  return storm
}

/** Each writer keeps its pace: what an insert took longer than its share is not waited for again. */
async function writeError(database: TestDatabase, storm: Storm) {
  const started = performance.now()
  await database.exec(INSERT)
  const took = performance.now() - started
  storm.inserts.push(took)
  await wait(Math.max(0, (1000 * WRITERS) / PER_SECOND - took - TIMER_MS))
}

async function act(database: TestDatabase, actor: string, storm: Storm) {
  const statement = ACTS[Math.floor(Math.random() * ACTS.length)] ?? ''
  await database.exec(`begin; select tests.act_as('${actor}'); ${statement}; commit`)
  const name = /public\.(\w+)\(/.exec(statement)?.[1] ?? ''
  storm.acts[name] = (storm.acts[name] ?? 0) + 1
}

async function recount(database: TestDatabase, storm: Storm) {
  const [[row] = []] = await database.exec(MISCOUNTED)
  if (row?.[0] !== 0) storm.failures.push(`${row?.[0]} groups were miscounted`)
  storm.recounts += 1
  await wait(100)
}

async function lookForWaits(database: TestDatabase, storm: Storm) {
  const [[row] = []] = await database.exec(
    `select count(*)::integer from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into public.error_logs%'`,
  )
  storm.waits.push(Number(row?.[0]) / WRITERS)
  await wait(50)
}

function figuresOf({ inserts, acts, recounts, waits, failures }: Storm, seconds: number) {
  const sorted = [...inserts].sort((a, b) => a - b)
  const at = (share: number) => `${(sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)} ms`
  const waiting = waits.reduce((sum, share) => sum + share, 0) / Math.max(1, waits.length)
  return [
    `${inserts.length} errors, ${Math.round(inserts.length / seconds)} a second`,
    `insert median ${at(0.5)}, p99 ${at(0.99)}, slowest ${at(1)}`,
    Object.entries(acts)
      .map(([name, times]) => `${times} × ${name}`)
      .join(', '),
    `${failures.filter((failure) => failure.includes('deadlock')).length} deadlocks`,
    `writers waiting for a lock ${(100 * waiting).toFixed(1)} % of the time`,
    `${recounts} recounts`,
  ].join('; ')
}

async function repeat(
  url: string,
  until: number,
  failures: string[],
  work: (database: TestDatabase) => Promise<void>,
) {
  const database = connect(url)
  try {
    while (Date.now() < until) {
      await work(database).catch(async (error: Error) => {
        failures.push(error.message)
        await database.exec('rollback').catch(() => undefined)
      })
    }
  } finally {
    await database.close()
  }
}
