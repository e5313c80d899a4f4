import { testNames } from './names/all'
import { prepareTemplate } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'

// Names and words on tables that were there before us, on one server. One part: its name.
process.env.LITE_TELEMETRY = '0'
const report = createReport()
const [programs] = await findNativePostgres()
if (!programs) throw new Error('No native Postgres is installed: npm install brings one.')
const server = await startNativeServer(programs)
try {
  await prepareTemplate(server)
  await testNames(server, report, `Postgres ${server.version}`, process.argv[2])
} finally {
  await server.stop()
}
report.finish()
