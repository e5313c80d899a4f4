import { type TestDatabase, withCopy } from '../native-database'
import type { NativeServer } from '../native-server'
import type { Report } from '../report'
import { testFresh } from './fresh'
import type { Check } from './harness'
import { testCommand, testKilled, testPatienceEnds, testReader } from './resume'
import {
  testCautions,
  testForeign,
  testOneAtATime,
  testPartitioned,
  testUniqueNever,
  testUsed,
  testView,
} from './used'
import { testBundle, testHostedRole, testPush } from './ways'

type Part = (database: TestDatabase, url: string, check: Check) => Promise<void>

const PARTS: Part[] = [
  testFresh,
  async (database, url, check) => {
    await testUsed(database, url, check)
    await testUniqueNever(database, check)
    await testOneAtATime(url, check)
  },
  testForeign,
  testCautions,
  testPartitioned,
  testView,
  testBundle,
  testPush,
  testHostedRole,
  testKilled,
  testReader,
  testPatienceEnds,
  (_, __, check) => testCommand(check),
]

/** The runner, over databases of a native server that has the system schema. */
export async function testMigrate(server: NativeServer, report: Report, where: string) {
  const check: Check = (what, holds, detail) => report.check(`${where}: ${what}`, holds, detail)
  for (const part of PARTS) {
    await withCopy(server, (database, url) => part(database, url, check)).catch((error: Error) =>
      report.check(`${where}: ${part.name || 'a part of the runner'}`, false, error.message),
    )
  }
}
