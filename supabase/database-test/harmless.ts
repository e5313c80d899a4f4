import { testConditions } from './conditions'
import { testKeys } from './harmless/catalog'
import { testBroken, testCopies, testLocked, testRows } from './harmless/feeding'
import { testMended } from './harmless/recounts'
import { adopt, readColumns } from './harmless/tables'
import { prepareTemplate, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'

/** No trigger of ours harms a statement of the platform, whatever it writes: `npm run test:harmless`. */
process.env.LITE_TELEMETRY = '0'
const report = createReport()
for (const programs of await findNativePostgres()) {
  const server = await startNativeServer(programs)
  const where = `Postgres ${server.version}`
  try {
    await prepareTemplate(server)
    const used = await withCopy(server, readColumns)
    await withCopy(server, async (database, url) => {
      await adopt(database, used)
      await testConditions(database, report, where)
      await testKeys(database, report, where)
      await testRows(database, used, report, where)
      await testCopies(database, used, report, where)
      await testLocked(database, url, used, report, where)
      await testMended(database, report, where)
      await testBroken(database, used, report, where)
    })
  } catch (error) {
    report.check(where, false, error instanceof Error ? String(error.stack) : String(error))
  } finally {
    await server.stop()
  }
}
report.finish()
