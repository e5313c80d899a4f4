import { setTimeout as wait } from 'node:timers/promises'
import { connect, type TestDatabase } from './native-database'
import type { Report } from './report'

const WRITERS = 8
const PER_SECOND = 100

/** The groups whose counts differ from a full recount, in one snapshot. */
const MISCOUNTED = `
  with recounted as materialized (
    select e.group_id as id, count(*) as events, count(*) filter (where e.resolved_at is null) as unresolved,
      count(distinct e.user_id)::integer as customers, min(e.created_at) as first_seen, max(e.created_at) as last_seen
    from public.error_logs e group by 1
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
  'select count(*) from public.list_error_groups()',
]

/**
 * Eight connections write errors while two admins act on their groups and errors, and some are deleted:
 * at every moment the counts are those of a recount, and nobody is refused.
 */
export async function testErrorGroupCounts(url: string, report: Report, where: string, seconds = 4) {
  const failures: string[] = []
  let written = 0
  let acted = 0
  let looked = 0
  let slowest = 0
  const until = Date.now() + seconds * 1000
  const goOn = (work: (database: TestDatabase) => Promise<void>) => repeat(url, until, failures, work)
  const writers = Array.from({ length: WRITERS }, () =>
    goOn(async (database) => {
      const started = performance.now()
      await database.exec(INSERT)
      slowest = Math.max(slowest, performance.now() - started)
      written += 1
      await wait(Math.max(0, (1000 * WRITERS) / PER_SECOND - (performance.now() - started)))
    }),
  )
  const admins = ['admin', 'second admin'].map((actor) =>
    goOn(async (database) => {
      const act = ACTS[Math.floor(Math.random() * ACTS.length)]
      await database.exec(`begin; select tests.act_as('${actor}'); ${act}; commit`)
      acted += 1
    }),
  )
  const others = [
    goOn(async (database) => {
      await database.exec(`delete from public.error_logs where id in (select unnest(${SOME_ERRORS}))`)
      await wait(300)
    }),
    goOn(async (database) => {
      const [[row] = []] = await database.exec(MISCOUNTED)
      if (row?.[0] !== 0) failures.push(`${row?.[0]} groups were miscounted`)
      looked += 1
      await wait(100)
    }),
  ]
  await Promise.all([...writers, ...admins, ...others])
  const figures = `${written} errors, ${acted} acts, ${looked} recounts, slowest insert ${Math.round(slowest)} ms`
  report.check(
    `${where}: counts of groups are exact at every moment (${figures})`,
    failures.length === 0,
    [...new Set(failures)].join('\n'),
  )
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
