import { testMigrate } from './migrate/all'
import { prepareTemplate } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'

/** The tests of the runner alone: `node --import tsx supabase/database-test/migrate-only.ts [part of the programs’ path]`. */
process.env.LITE_TELEMETRY = '0'
const report = createReport()
const wanted = process.argv[2] ?? ''
for (const programs of await findNativePostgres()) {
  if (!programs.includes(wanted)) continue
  const server = await startNativeServer(programs)
  try {
    await prepareTemplate(server)
    await testMigrate(server, report, `Postgres ${server.version}`)
  } finally {
    await server.stop()
  }
}
report.finish()
