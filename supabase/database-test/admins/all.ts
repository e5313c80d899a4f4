import type { TestDatabase } from '../native-database'
import type { Report } from '../report'
import { testConfirmation, testFindings } from './confirmation'
import { measure, testNoHarm } from './no-harm'
import { install, platform, rows } from './platform'
import type { Check } from './requests'
import { testTokens } from './tokens'

/** Who is an admin on a database whose customers may write their own role. */
export async function testAdmins(database: TestDatabase, report: Report, where: string) {
  const check: Check = (what, holds, detail) => report.check(`${where}: ${what}`, holds, detail)
  await database.exec(platform)
  await database.exec(rows)
  await install(database)
  await testConfirmation(database, check)
  await testTokens(database, check)
  await testFindings(database, check)
  await measure(database, where)
  await testNoHarm(database, check)
}
