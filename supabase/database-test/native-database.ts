import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import postgres from 'postgres'
import { type Session, serverSession } from '../migrate/session'
import type { NativeServer } from './native-server'

type Values = unknown[][]

/** A database as the tests use it, whichever Postgres is below. */
export type TestDatabase = {
  /** Runs statements; the rows of each, as lists of values. */
  exec: (sql: string) => Promise<Values[]>
  /** The same connection as the runner uses one. */
  session: Session
  close: () => Promise<void>
}

/** Connects once: everything runs in one session, as it does in process. */
export function connect(url: string): TestDatabase {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false })
  return {
    exec: async (statements) => {
      const results: unknown = await sql.unsafe(statements).values()
      const many = Array.isArray(results) && Array.isArray(results[0]) && 'command' in results[0]
      return (many ? results : [results]) as Values[]
    },
    session: serverSession((statements) => sql.unsafe(statements)),
    close: () => sql.end(),
  }
}

/** Makes the database `prepared`: the system schema (auth) and nothing of ours. */
export async function prepareTemplate(server: NativeServer) {
  await withDatabase(server.url('postgres'), (database) => database.exec('create database prepared'))
  const connection = createPostgresConnection({
    url: server.url('prepared'),
    postgresOptions: { onnotice: () => undefined },
  })
  const app = new App({
    connection,
    db: { driver: 'postgres' },
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
  await connection.close()
}

/** A copy of another database, by default of `prepared`, for the time of the work. */
export async function withCopy<T>(
  server: NativeServer,
  work: (database: TestDatabase, url: string) => Promise<T>,
  of = 'prepared',
) {
  const name = `copy_${crypto.randomUUID().replaceAll('-', '')}`
  await withDatabase(server.url('postgres'), (main) => main.exec(`create database ${name} template ${of}`))
  try {
    return await withDatabase(server.url(name), (database) => work(database, server.url(name)))
  } finally {
    await withDatabase(server.url('postgres'), (main) => main.exec(`drop database ${name} with (force)`))
  }
}

async function withDatabase<T>(url: string, work: (database: TestDatabase) => Promise<T>) {
  const database = connect(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** pgTAP's own script: a server that has none gets it as plain functions. */
export async function readPgtap() {
  const pglite = path.join(import.meta.dirname, '..', '..', 'node_modules', '@electric-sql', 'pglite', 'dist')
  const file = 'share/postgresql/extension/pgtap--1.3.5.sql'
  const { stdout } = await promisify(execFile)('tar', ['-xzOf', path.join(pglite, 'pgtap.tar.gz'), file], {
    maxBuffer: 2 ** 25,
  })
  return stdout.replace(/^\\.*$/gm, '')
}
