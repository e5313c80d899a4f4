import { openTestDatabase } from './database'
import { testGrouping } from './grouping'
import { createReport } from './report'
import { applyMigrations, loadActors, runSuite } from './suite'

async function prepare() {
  const database = await openTestDatabase()
  await applyMigrations(database)
  await loadActors(database)
  return database
}

const database = await prepare().catch((error: Error) => {
  console.log(`not ok ${error.message}\n0 passed, 1 failed`)
  process.exit(1)
})
const report = createReport()
const wanted = process.argv[2]
if (wanted !== 'grouping') report.count(await runSuite(database, { wanted }))
if (!wanted || wanted === 'grouping') await testGrouping(database, report, 'Embedded')
report.finish()
