import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import type { Connection } from '@supabase/lite'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { openSession, pgliteSession, type Session } from '../migrate/session'
import { gatherSettings } from './gather-settings'
import { LocalBackendError } from './local-backend-error'

export type Row = Record<string, unknown>

/** Direct access to the database, for what happens before anybody is served. */
export type Database = {
  connection: Connection
  driver: 'pglite' | 'postgres'
  query(sql: string, parameters?: unknown[]): Promise<Row[]>
  /** A connection on which settings and locks last; closing it leaves the database open. */
  openSession(): Promise<Session>
  /** Runs the work in one transaction: all of it happens or none. */
  transaction(work: (query: Database['query']) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Extensions that migrations create and that PGlite has to be given each time it opens. */
const EXTENSIONS = { pg_trgm }

/** Postgres's numbers for json and jsonb. */
const JSON_TYPES = [114, 3802]

/**
 * Opens the embedded database.
 * @param directory where its files are; empty or missing for a new one.
 */
export async function openPglite(directory: string): Promise<Database> {
  const connection = await createPgliteConnection({
    url: directory,
    pgliteOptions: { extensions: EXTENSIONS },
  })
  const { driver } = connection
  await driver.waitReady
  gatherSettings(driver)
  return {
    connection,
    driver: 'pglite',
    query: async (sql, parameters) => (await driver.query<Row>(sql, parameters)).rows,
    openSession: async () => pgliteSession(driver),
    transaction: (work) =>
      driver.transaction((running) =>
        work(async (sql, values) => (await running.query<Row>(sql, values)).rows),
      ),
    close: () => connection.close(),
  }
}

/** The API hands JSON over as text; the driver would make a text of that text, and no function take it for an object. */
function readJsonAsWritten(serializers: Record<number, (value: unknown) => unknown>) {
  for (const type of JSON_TYPES) {
    serializers[type] = (value) => (typeof value === 'string' ? value : JSON.stringify(value))
  }
}

/**
 * Uses a Postgres server in place of the embedded database.
 * @param url its connection string; the account must be allowed to create schemas and roles.
 */
export async function openPostgres(url: string): Promise<Database> {
  const { createPostgresConnection } = await import('@supabase/lite/postgres')
  const connection = createPostgresConnection({ url, postgresOptions: { onnotice: () => undefined } })
  const { driver } = connection
  readJsonAsWritten(driver.options.serializers)
  await driver`select 1`.catch(async (error: Error) => {
    await connection.close()
    throw new LocalBackendError(
      `LOCAL_DATABASE_URL: the server cannot be used: ${error.message || error.name}`,
      'Check the address and that the server is running.',
    )
  })
  const parameters = (values: unknown[] = []) => values as never[]
  return {
    connection,
    driver: 'postgres',
    query: async (sql, values) => [...(await driver.unsafe<Row[]>(sql, parameters(values)))],
    openSession: () => openSession(url),
    transaction: async (work) => {
      await driver.begin((running) =>
        work(async (sql, values) => [...(await running.unsafe<Row[]>(sql, parameters(values)))]),
      )
    },
    close: () => connection.close(),
  }
}
