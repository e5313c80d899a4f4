import { compareCatalogs, readCatalog } from './catalog'
import { readMigrations } from './database'
import type { TestDatabase } from './native-database'
import type { Report } from './report'

/** Applies each migration twice in a row: the second time nothing may fail or change. */
export async function testEachTwice(database: TestDatabase, report: Report, where: string) {
  await database.exec('set check_function_bodies = off')
  let before = await readCatalog(database)
  for (const { file, sql } of readMigrations()) {
    const what = `${where}: ${file} twice`
    try {
      await database.exec(sql)
      const once = await readCatalog(database)
      if (file.includes('_adopt_')) testLeavesNewAlone(before, once, report, `${where}: ${file}`)
      await database.exec(sql)
      before = await readCatalog(database)
      const difference = compareCatalogs(once, before)
      report.check(what, difference === '', difference)
    } catch (error) {
      report.check(what, false, String(error))
      return
    }
  }
}

/** On a new database adoption brings its functions and the table of its progress, and touches no other. */
function testLeavesNewAlone(before: string[], after: string[], report: Report, what: string) {
  const own = /^\+ (routine|comment) |adoption_progress/
  const touched = compareCatalogs(before, after)
    .split('\n')
    .filter((line) => /^[+-] /.test(line) && !own.test(line))
    .join('\n')
  report.check(`${what} leaves a new database alone`, touched === '', touched)
}
