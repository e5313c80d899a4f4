import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { connect, type TestDatabase } from '../native-database'
import { type Check, migrate, one } from './harness'
import { PLATFORM, smallSources } from './small-sources'

/** Ends a run's connection in the middle, some times, and runs the command again: the end is the same. */
export async function testKilled(database: TestDatabase, url: string, check: Check) {
  await database.exec(PLATFORM)
  const steps = Array.from(
    { length: 8 },
    (_, n) =>
      `alter table public.leads add column if not exists transcript_${n} text; select pg_sleep(0.03);`,
  )
  const slow = smallSources({ base: [smallSources().versions[0]?.sql, ...steps].join(';\n') })
  let killed = 0
  let last = await raceWithKill(database, url, slow, 60)
  for (let time = 1; last.code !== 0 && time < 12; time += 1) {
    killed += 1
    last = await raceWithKill(database, url, slow, 60 + 70 * time)
  }
  check(`a run that was killed ${killed} times goes on to the end`, killed >= 2 && last.code === 0, last.text)
  const columns = await one(
    database,
    `select count(*) from pg_attribute where attrelid = 'public.leads'::regclass and attname like 'transcript%'`,
  )
  check('with everything in its place', columns === '9', columns)
  const rows = await one(database, 'select count(*) from public.leads')
  check('and every row', rows === '2001', rows)
}

const KILL = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'kryonex-migrate' and datname = current_database()`

/** The time counts from the first file on: the plan comes before. */
async function raceWithKill(
  database: TestDatabase,
  url: string,
  sources: ReturnType<typeof smallSources>,
  afterMs: number,
) {
  const kills: Promise<unknown>[] = []
  const onLine = (line: string) => {
    if (/^\d+_\w+\.sql$/.test(line) && kills.length === 0)
      kills.push(sleep(afterMs).then(() => database.exec(KILL)))
  }
  const result = await migrate(url, sources, { onLine })
  await Promise.all(kills)
  return result
}

/** A reader holds a transaction for a while and a writer writes: the writer never waits for long. */
export async function testReader(database: TestDatabase, url: string, check: Check, holdMs = 6000) {
  await database.exec(PLATFORM)
  const reader = connect(url)
  await reader.exec('begin; select count(*) from public.leads')
  const released = sleep(holdMs).then(() => reader.exec('commit'))
  const writer = writeUntilStopped(url)
  const started = Date.now()
  const result = await migrate(url, smallSources())
  const took = Date.now() - started
  await released
  const { longest, writes, failures } = await writer.stop()
  await reader.close()
  check(
    'a run waits for a reader and ends well',
    result.code === 0 && took > holdMs - 500,
    `${took} ms\n${result.text}`,
  )
  check(`of ${writes} writes meanwhile none failed`, writes > 20 && failures === 0, `${failures} failed`)
  check(`and none waited for a second (${Math.round(longest)} ms)`, longest < 1000)
}

function writeUntilStopped(url: string) {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined })
  const state = { longest: 0, writes: 0, failures: 0, stopped: false }
  const loop = (async () => {
    while (!state.stopped) {
      const begun = performance.now()
      await sql`insert into public.leads (name) values ('written meanwhile')`.catch(() => {
        state.failures += 1
      })
      state.writes += 1
      state.longest = Math.max(state.longest, performance.now() - begun)
      await sleep(20)
    }
    await sql.end()
  })()
  return {
    stop: async () => {
      state.stopped = true
      await loop
      return state
    },
  }
}

/** A reader that never ends stops the run with a message, and not the database. */
export async function testPatienceEnds(database: TestDatabase, url: string, check: Check) {
  await database.exec(PLATFORM)
  const reader = connect(url)
  await reader.exec('begin; select count(*) from public.leads')
  const stopped = await migrate(url, smallSources(), { forMs: 1500 })
  await reader.exec('commit')
  await reader.close()
  check(
    'a lock that is held for ever ends the run',
    stopped.code === 1 && stopped.text.includes('holds a lock'),
    stopped.text,
  )
  const resumed = await migrate(url, smallSources())
  check('and the next run goes on', resumed.code === 0, resumed.text)
}

/** The command itself: its exit codes and what it prints. */
export async function testCommand(check: Check) {
  const run = (args: string[]) =>
    new Promise<{ code: number | null; text: string }>((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'supabase/migrate/main.ts', ...args])
      let text = ''
      for (const from of [child.stdout, child.stderr]) from.on('data', (chunk) => (text += chunk))
      child.once('close', (code) => resolve({ code, text }))
    })
  const usage = await run([])
  check(
    'without a database the command says how to use it',
    usage.code === 2 && usage.text.includes('--db-url <url>'),
    usage.text,
  )
  const nowhere = await run(['--db-url', 'postgresql://postgres:secret@127.0.0.1:1/postgres'])
  check(
    'a server that does not answer is named without its password',
    nowhere.code === 2 && nowhere.text.includes('127.0.0.1:1') && !nowhere.text.includes('secret'),
    nowhere.text,
  )
}
