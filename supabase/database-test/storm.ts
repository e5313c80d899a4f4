import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testErrorGroupCounts } from './error-groups'
import { type InsertTimes, measureInserts } from './insert-times'
import { prepareTemplate, readPgtap, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'
import { applyMigrations, loadActors } from './suite'

/** The storm of errors of `npm test`, for as long as one likes, and what an insert takes: `npm run storm -- 60`. */
process.env.LITE_TELEMETRY = '0'
const seconds = Number(process.argv[2] ?? 60)
const report = createReport()
const [programs] = await findNativePostgres()
if (!programs || !(seconds > 0)) {
  console.error('A storm needs a native Postgres and a number of seconds: npm run storm -- 60')
  process.exit(1)
}
const directory = await mkdtemp(path.join(tmpdir(), 'storm-postgres-'))
// An insert is over when it is on disk, as on any server that keeps data.
const server = await startNativeServer(programs, {
  directory,
  settings: { fsync: 'on' },
  onLog: () => undefined,
})
try {
  await prepareTemplate(server)
  await withCopy(server, async (database, url) => {
    await applyMigrations(database)
    await loadActors(database, await readPgtap())
    await testErrorGroupCounts(url, report, `Postgres ${server.version}, ${seconds} s`, seconds)
    console.log(figuresOf(await measureInserts(url, seconds)))
  })
} finally {
  await server.stop()
  await rm(directory, { recursive: true, force: true })
}
report.finish()

function figuresOf({ withTriggers, without }: InsertTimes) {
  const at = (times: number[], share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
  const lines = [0.5, 0.95].map((share) => {
    const [ours, plain] = [at(withTriggers, share), at(without, share)]
    return `${100 * share} % of inserts within ${ours.toFixed(2)} ms with our triggers, ${plain.toFixed(2)} ms without: ${(ours / plain).toFixed(2)} times`
  })
  return [
    `${withTriggers.length + without.length} errors at 100 a second by 8 connections while nothing else goes on`,
    ...lines,
  ].join('\n')
}
