import { testConditions } from '../conditions'
import { connect, withCopy } from '../native-database'
import type { NativeServer } from '../native-server'
import type { Report } from '../report'
import { applyMigrations } from '../suite'
import { testAdminActs } from './acts'
import { testBackfill } from './backfill'
import { testBulk } from './bulk'
import { testCounts } from './counts'
import { testIndexes } from './indexes'
import { testIsolation } from './isolation'
import { testLists } from './lists'
import { testMending } from './mending'
import { testOrder } from './order'
import { testPairing } from './pairing'
import { earlierRows, testMissing, testReadings, testWords } from './readings'
import { testStates } from './states'
import { testTimes } from './times'
import { type Check, platformTables } from './used-database'
import { testActs, testFailures, testWrites } from './writes'

/** Makes the databases `platform`, with the platform's tables and rows, and `used`, the same with us. */
async function prepareUsed(server: NativeServer) {
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
}

/**
 * Names and words on tables that were there before us: reading, keeping in step, acting, filling, finding.
 * @param wanted a part of the names of the parts to run.
 */
export async function testNames(server: NativeServer, report: Report, where: string, wanted = '') {
  const check: Check = (what, holds, detail) => report.check(`${where}: ${what}`, holds, detail)
  await prepareUsed(server)
  const withUsed = (work: Parameters<typeof withCopy>[1]) => withCopy(server, work, 'used')
  const withPlatform = (work: Parameters<typeof withCopy>[1]) => withCopy(server, work, 'platform')
  const parts: Record<string, () => Promise<unknown>> = {
    readings: () =>
      withUsed(async (database) => {
        await testReadings(database, check, 'before any filling')
        await testWords(database, check)
        await database.exec('call private.backfill()')
        await testReadings(database, check, 'after it')
        await testMissing(database, check)
      }),
    writes: () => withUsed((database) => withPlatform((twin) => testWrites(database, twin, check))),
    acts: () => withUsed((database) => testActs(database, check)),
    'admin acts': () => withUsed((database) => testAdminActs(database, check)),
    lists: () => withUsed((database) => testLists(database, check)),
    counts: () => withUsed((database) => testCounts(database, check)),
    states: () => withUsed((database) => testStates(database, check)),
    pairing: () => withUsed((database) => testPairing(database, check)),
    times: () => withUsed((database) => testTimes(database, check)),
    failures: () => withUsed((database, url) => testFailures(database, url, check)),
    mending: () => withUsed((database) => testMending(database, check)),
    order: () => withUsed((database) => testOrder(database, check)),
    isolation: () => withUsed((database, url) => testIsolation(database, url, check)),
    bulk: () => withUsed((database) => testBulk(database, check)),
    backfill: () => withUsed((database, url) => testBackfill(database, url, check)),
    conditions: () => withUsed((database) => testConditions(database, report, where)),
    indexes: () => withUsed((database) => testIndexes(database, check)),
  }
  for (const [name, part] of Object.entries(parts)) if (name.includes(wanted)) await part()
}
