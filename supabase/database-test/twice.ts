import { apply } from '../migrate/apply'
import { literal } from '../migrate/session'
import { readSources } from '../migrate/sources'
import { compareCatalogs, readCatalog } from './catalog'
import type { TestDatabase } from './native-database'
import type { Report } from './report'
import { applyMigrations } from './suite'

/** Applies each file of objects again to a database that has all of them: nothing may fail or change. */
export async function testEachTwice(database: TestDatabase, report: Report, where: string) {
  await applyMigrations(database)
  const sources = readSources()
  const installed = await readCatalog(database)
  for (const { name } of sources.objects) {
    await database.exec(`delete from private.migration_history where name = ${literal(name)}`)
    const outcome = await apply(database.session, sources, { mode: 'fresh', log: () => undefined }).catch(
      (error: Error) => error.message,
    )
    const difference = compareCatalogs(installed, await readCatalog(database))
    report.check(
      `${where}: ${name} twice`,
      String(outcome) === name && difference === '',
      difference || String(outcome),
    )
  }
}
