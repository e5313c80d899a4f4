import { compareCatalogs, readCatalog } from './catalog'
import { readMigrations } from './database'
import type { TestDatabase } from './native-database'
import type { Report } from './report'

/** Applies each migration twice in a row: the second time nothing may fail or change. */
export async function testEachTwice(database: TestDatabase, report: Report, where: string) {
  for (const { file, sql } of readMigrations()) {
    const what = `${where}: ${file} twice`
    try {
      await database.exec(sql)
      const once = await readCatalog(database)
      await database.exec(sql)
      const difference = compareCatalogs(once, await readCatalog(database))
      report.check(what, difference === '', difference)
    } catch (error) {
      report.check(what, false, String(error))
      return
    }
  }
}
