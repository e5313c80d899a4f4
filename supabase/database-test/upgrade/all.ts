import { readCatalog } from '../catalog'
import type { Check } from '../migrate/harness'
import { withCopy } from '../native-database'
import type { NativeServer } from '../native-server'
import type { Report } from '../report'
import { applyMigrations } from '../suite'
import { testAdopted01 } from './adopted'
import { testFresh01 } from './fresh'

/** Databases of 0.1 on a native server that has the system schema. */
export async function testUpgrade(server: NativeServer, report: Report, where: string) {
  const check: Check = (what, holds, detail) =>
    report.check(`${where}: upgrade of 0.1: ${what}`, holds, detail)
  const failed = (part: string) => (error: Error) => check(part, false, error.stack)
  const present = await withCopy(server, async (database) => {
    await applyMigrations(database)
    return readCatalog(database)
  })
  await withCopy(server, (database, url) => testFresh01(database, url, present, check)).catch(
    failed('a fresh database'),
  )
  await withCopy(server, (database, url) => testAdopted01(database, url, check)).catch(
    failed('an adopted database'),
  )
}
