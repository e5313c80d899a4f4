import { testAdmins } from './admins'
import { testAdoptedSuite, testAdoption } from './adoption'
import { testConcurrency } from './concurrency'
import { openTestDatabase } from './database'
import { testErrorGroupCounts } from './error-groups'
import { testLint } from './lint'
import { testMigrate } from './migrate/all'
import { prepareTemplate, readPgtap, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'
import { applyMigrations, loadActors, runSuite } from './suite'
import { testEachTwice } from './twice'
import { testUpgrade } from './upgrade/all'
import { testEmbeddedUpgrade } from './upgrade/embedded'

process.env.LITE_TELEMETRY = '0'
const report = createReport()

async function testEmbedded() {
  const database = await openTestDatabase()
  await testAdoption(database, report, 'embedded')
  await database.close()
  await testEmbeddedUpgrade(report)
}

async function testNative(programs: string, pgtap: string) {
  const server = await startNativeServer(programs)
  const where = `Postgres ${server.version}`
  try {
    await prepareTemplate(server)
    await testMigrate(server, report, where)
    // What it depends on, the numbers of objects and dependencies, is the same in every version.
    if (server.version.startsWith('17')) await testUpgrade(server, report, where)
    await withCopy(server, (database) => testEachTwice(database, report, where))
    await withCopy(server, (database, url) => testLint(database, url, programs, report, where))
    await withCopy(server, (database) => testAdmins(database, report, where))
    console.log(`── ${where}: every test file`)
    await withCopy(server, async (database, url) => {
      await applyMigrations(database)
      await loadActors(database, pgtap)
      report.count(await runSuite(database))
      await testConcurrency(database, url, report, where)
      await testErrorGroupCounts(url, report, where)
    })
    console.log(`── ${where}: every test file, on an adopted database`)
    await withCopy(server, (database) => testAdoptedSuite(database, report, pgtap))
    await withCopy(server, (database) => testAdoption(database, report, where, pgtap))
  } finally {
    await server.stop()
  }
}

await testEmbedded()
const servers = await findNativePostgres()
if (servers.length === 0)
  console.log('skipped, no native Postgres: each migration twice, concurrency, and every test file on one')
const pgtap = servers.length > 0 ? await readPgtap() : ''
for (const programs of servers) {
  await testNative(programs, pgtap).catch((error) =>
    report.check(programs, false, String(error.stack ?? error)),
  )
}
report.finish()
