import { testAdmins } from './admins/all'
import { testConcurrency } from './concurrency'
import { testConditions } from './conditions'
import { testContract } from './contract'
import { testErrorGroupCounts } from './error-groups'
import { testGrouping } from './grouping'
import { testLint } from './lint'
import { testMigrate } from './migrate/all'
import { testNames } from './names/all'
import { prepareTemplate, readPgtap, withCopy } from './native-database'
import { findNativePostgres, type NativeServer, startNativeServer } from './native-server'
import { testRegrouping } from './regrouping'
import { createReport } from './report'
import { applyMigrations, loadActors, runSuite } from './suite'
import { testEachTwice } from './twice'
import { testUpgrade } from './upgrade/all'
import { testEmbeddedUpgrade } from './upgrade/embedded'

/** `npm test` runs everything on the newest server; `native.ts older` runs the others, whose tests depend on the version. */
const isOlder = process.argv[2] === 'older'

process.env.LITE_TELEMETRY = '0'
const report = createReport()

/** What depends on no version of Postgres is tested on one server. */
async function testOnce(server: NativeServer, where: string) {
  await withCopy(server, (database) => testContract(database, report, where))
  await withCopy(server, (database) => testEachTwice(database, report, where))
  await testNames(server, report, where)
  await testUpgrade(server, report, where)
}

async function testNative(programs: string, pgtap: string, isFirst: boolean) {
  const server = await startNativeServer(programs)
  const where = `Postgres ${server.version}`
  try {
    await prepareTemplate(server)
    if (isFirst) await testOnce(server, where)
    await testMigrate(server, report, where)
    await withCopy(server, (database) => testAdmins(database, report, where))
    console.log(`── ${where}: every test file`)
    await withCopy(server, async (database, url) => {
      await applyMigrations(database)
      await testConditions(database, report, where)
      await loadActors(database, pgtap)
      report.count(await runSuite(database))
      await testGrouping(database, report, where)
      await testRegrouping(database, report, where)
      await testConcurrency(database, url, report, where)
      await testErrorGroupCounts(url, report, where)
    })
  } finally {
    await server.stop()
  }
}

const [newest, ...older] = await findNativePostgres()
if (!isOlder) {
  await testEmbeddedUpgrade(report)
  await testLint(newest === undefined ? [] : [newest, ...older], report)
}
const servers = isOlder ? older : [newest].filter((programs) => programs !== undefined)
if (servers.length === 0)
  console.log(
    isOlder
      ? 'skipped, no older Postgres'
      : 'skipped, no native Postgres: the contract, names, each file twice, concurrency, and every test file on one',
  )
const pgtap = servers.length > 0 ? await readPgtap() : ''
for (const programs of servers) {
  await testNative(programs, pgtap, !isOlder).catch((error) =>
    report.check(programs, false, String(error.stack ?? error)),
  )
}
report.finish()
