import type { TestDatabase } from '../native-database'
import { lost } from './mending-cases'
import { testNamesAgain } from './renaming'
import { type Check, failureOf, one } from './used-database'

/** Each table whose rows are counted: what its triggers could not count is counted again from its rows. */
export async function testMending(database: TestDatabase, check: Check) {
  await database.exec('call private.backfill()')
  for (const { kind, table, refusing, before, write, read, figure, expected } of lost) {
    for (const statement of before ?? []) await database.exec(statement)
    await database.exec(`alter table ${refusing} add constraint refusing check (false) not valid`)
    const failure = await failureOf(database, write)
    await database.exec(`alter table ${refusing} drop constraint refusing`)
    const after = async () => {
      if (read) await database.exec(read)
      return one(database, figure)
    }
    const unmended = await after()
    // Noticed first; counted once all transactions of that moment are over, and at most once in ten minutes.
    await database.exec(
      `update private.recounts set recounted_at = null where what = '${kind}'; select private.mend('${kind}')`,
    )
    const isMended = await one(database, `select private.mend('${kind}')`)
    const mended = await after()
    check(
      `${table}: ${kind} that a trigger could not count (${write.slice(0, 6)}) are counted again`,
      failure === undefined && unmended !== expected && isMended === 'true' && mended === expected,
      `${failure ?? ''} ${unmended}, then ${isMended} ${mended}, wanted ${expected}: ${write}`,
    )
  }
  await testNamesAgain(database, check)
}
