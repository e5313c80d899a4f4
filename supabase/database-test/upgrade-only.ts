import { prepareTemplate } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'
import { testUpgrade } from './upgrade/all'
import { testEmbeddedUpgrade } from './upgrade/embedded'

/** The tests of the upgrade from 0.1 alone: `node --import tsx supabase/database-test/upgrade-only.ts [part of the programs’ path]`. */
process.env.LITE_TELEMETRY = '0'
const report = createReport()
const wanted = process.argv[2] ?? ''
if (wanted === '' || wanted === 'embedded') await testEmbeddedUpgrade(report)
for (const programs of await findNativePostgres()) {
  if (!programs.includes(wanted)) continue
  const server = await startNativeServer(programs)
  try {
    await prepareTemplate(server)
    await testUpgrade(server, report, `Postgres ${server.version}`)
  } finally {
    await server.stop()
  }
}
report.finish()
