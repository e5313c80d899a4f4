import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgtap } from '@electric-sql/pglite/pgtap'
import { App } from '@supabase/lite'
import { createPgliteConnection } from '@supabase/lite/pglite'
import type { TestDatabase } from './native-database'

const folder = path.join(import.meta.dirname, '..')

function readFolder(name: string) {
  return readdirSync(path.join(folder, name))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ file, sql: readFileSync(path.join(folder, name, file), 'utf8') }))
}

/** The versioned files, then the objects, in the order in which they are applied. */
export function readMigrations() {
  const objects = readFolder('objects').map(({ file, sql }) => ({
    file,
    sql: `set check_function_bodies = off;\n${sql}`,
  }))
  return [...readFolder('migrations'), ...objects]
}

/** An empty in-memory database with the system schema (auth) and nothing of ours. */
async function openDatabase() {
  process.env.LITE_TELEMETRY = '0'
  const connection = await createPgliteConnection({ pgliteOptions: { extensions: { pgtap, pg_trgm } } })
  await connection.driver.waitReady
  const app = new App({
    connection,
    db: { driver: 'pglite' },
    auth: {
      enabled: true,
      jwt_secret: crypto.randomUUID() + crypto.randomUUID(),
      publishable_key: `sb_publishable_${crypto.randomUUID()}`,
      secret_key: `sb_secret_${crypto.randomUUID()}`,
    },
    options: { server: { admin: false } },
  })
  await app.init()
  await app.ensureSystemSchema()
  return connection
}

/** The same, as the tests use it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const connection = await openDatabase()
  return {
    exec: async (sql) =>
      (await connection.driver.exec(sql, { rowMode: 'array' })).map(
        ({ rows }) => rows as unknown as unknown[][],
      ),
    close: () => connection.close(),
  }
}

/** The migrated in-memory database, ready to be asked. */
export async function openMigratedDatabase() {
  const connection = await openDatabase()
  for (const { file, sql } of readMigrations()) {
    await connection.driver.exec(sql).catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`)
    })
  }
  return connection
}
