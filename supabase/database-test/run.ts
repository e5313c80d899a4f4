import { openTestDatabase } from './database'
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
const { passed, failed } = await runSuite(database, { wanted: process.argv[2] })
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
