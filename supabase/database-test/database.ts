import { pgtap } from '@electric-sql/pglite/pgtap'
import { apply } from '../migrate/apply'
import { openScratch } from '../migrate/scratch'
import { pgliteSession } from '../migrate/session'
import { filesOf, readSources } from '../migrate/sources'
import type { TestDatabase } from './native-database'

/** The files that are applied, in their order: versions, then objects. */
export const readMigrations = () => filesOf(readSources()).map(({ name, sql }) => ({ file: name, sql }))

/** An empty in-memory database with the system schema (auth) and nothing of ours, as the tests use it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const connection = await openScratch({ pgtap })
  return {
    exec: async (sql) =>
      (await connection.driver.exec(sql, { rowMode: 'array' })).map(
        ({ rows }) => rows as unknown as unknown[][],
      ),
    session: pgliteSession(connection.driver),
    close: () => connection.close(),
  }
}

/** The migrated in-memory database, ready to be asked. */
export async function openMigratedDatabase() {
  const connection = await openScratch({ pgtap })
  await apply(pgliteSession(connection.driver), readSources(), { mode: 'fresh', log: () => undefined })
  return connection
}
