import { openTestDatabase } from './database'
import { testGrouping } from './grouping'
import { findNativePostgres } from './native-server'
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
/**
 * Every file, those with a part of a name, or `--sample`: one in so many, where a native server runs every file. That one is
 * faster and decides as a hosted project does; whatever is special to the embedded one shows in any file.
 */
const SAMPLE = 4
const [choice] = process.argv.slice(2)
const isSample = choice === '--sample' && (await findNativePostgres()).length > 0
const wanted = choice === '--sample' ? undefined : choice

const report = createReport()
if (wanted !== 'grouping') report.count(await runSuite(database, { wanted, oneIn: isSample ? SAMPLE : 1 }))
if (!isSample && (!wanted || wanted === 'grouping')) await testGrouping(database, report, 'Embedded')
report.finish()
