import { testBackfill } from './names/backfill'
import { testIndexes } from './names/indexes'
import { earlierRows, testMissing, testReadings, testWords } from './names/readings'
import { platformTables } from './names/used-database'
import { testActs, testFailures, testWrites } from './names/writes'
import { connect, prepareTemplate, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport } from './report'
import { applyMigrations } from './suite'

// Names and words on tables that were there before us: reading, keeping in step, filling, finding. One part: its name.
process.env.LITE_TELEMETRY = '0'
const report = createReport()
const [programs] = await findNativePostgres()
if (!programs) throw new Error('No native Postgres is installed: npm install brings one.')
const server = await startNativeServer(programs)
try {
  await prepareTemplate(server)
  const main = connect(server.url('postgres'))
  await main.exec('create database platform template prepared')
  const platform = connect(server.url('platform'))
  await platform.exec(platformTables)
  await platform.exec(earlierRows)
  await platform.close()
  await main.exec('create database used template platform')
  const used = connect(server.url('used'))
  await applyMigrations(used)
  await used.close()
  await main.close()
  const withUsed = (work: Parameters<typeof withCopy>[1]) => withCopy(server, work, 'used')
  const withPlatform = (work: Parameters<typeof withCopy>[1]) => withCopy(server, work, 'platform')
  const parts: Record<string, () => Promise<unknown>> = {
    readings: () =>
      withUsed(async (database) => {
        await testReadings(database, report.check, 'Before any filling')
        await testWords(database, report.check)
        await database.exec('call private.backfill()')
        await testReadings(database, report.check, 'After it')
        await testMissing(database, report.check)
      }),
    writes: () => withUsed((database) => withPlatform((twin) => testWrites(database, twin, report.check))),
    acts: () => withUsed((database) => testActs(database, report.check)),
    failures: () => withUsed((database, url) => testFailures(database, url, report.check)),
    backfill: () => withUsed((database, url) => testBackfill(database, url, report.check)),
    indexes: () => withUsed((database) => testIndexes(database, report.check)),
  }
  const wanted = process.argv[2] ?? ''
  for (const [name, part] of Object.entries(parts)) if (name.includes(wanted)) await part()
} finally {
  await server.stop()
}
report.finish()
