import { testAdmins } from './admins/all'
import { prepareTemplate, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'

process.env.LITE_TELEMETRY = '0'
const report = createReport()
for (const programs of await findNativePostgres()) {
  const server = await startNativeServer(programs)
  try {
    await prepareTemplate(server)
    await withCopy(server, (database) => testAdmins(database, report, `Postgres ${server.version}`))
  } finally {
    await server.stop()
  }
}
report.finish()
