import { testErrorGroupCounts } from './error-groups'
import { prepareTemplate, readPgtap, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'
import { applyMigrations, loadActors } from './suite'

/** The storm of errors of `npm test`, for as long as one likes: `npm run storm -- 60`. */
process.env.LITE_TELEMETRY = '0'
const seconds = Number(process.argv[2] ?? 60)
const report = createReport()
const [programs] = await findNativePostgres()
if (!programs || !(seconds > 0)) {
  console.error('A storm needs a native Postgres and a number of seconds: npm run storm -- 60')
  process.exit(1)
}
const server = await startNativeServer(programs)
try {
  await prepareTemplate(server)
  await withCopy(server, async (database, url) => {
    await applyMigrations(database)
    await loadActors(database, await readPgtap())
    await testErrorGroupCounts(url, report, `Postgres ${server.version}, ${seconds} s`, seconds)
  })
} finally {
  await server.stop()
}
report.finish()
