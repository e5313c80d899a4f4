import type { Start } from '../platform/starts'
import { connect, type TestDatabase } from './native-database'
import { type Api, startApi } from './platform-api'
import { readTables, type Table } from './platform-catalog'
import type { Install } from './platform-install'
import { createPlatform, type HostedServer, type Privileges, withConnection } from './platform-server'

/** Two equal databases of the platform, one with us: templates of what tests work on. */
export type Prepared = {
  title: string
  without: string
  withUs: string
  /** The platform's tables, read before we came. */
  tables: Table[]
  /** Why the installation stopped, if it did; the database then stays as it was left. */
  failure: Error | undefined
  seconds: number
}

/** One of two databases that were the same until we were installed on the other. */
export type Side = { database: TestDatabase; api: Api }
export type Pair = { without: Side; withUs: Side; tables: Table[] }

export async function preparePair(
  server: HostedServer,
  start: Start,
  privileges: Privileges,
  install: Install,
): Promise<Prepared> {
  const without = await createPlatform(server, start, privileges)
  const withUs = `${without}_with_us`
  await server.copy(withUs, without)
  const tables = await withConnection(server.url(without), readTables)
  const started = performance.now()
  const failure = await install(server.url(withUs)).then(
    () => undefined,
    (error: Error) => error,
  )
  const seconds = (performance.now() - started) / 1000
  return { title: `${start.title}, ${privileges}`, without, withUs, tables, failure, seconds }
}

/** Copies both databases and serves each through an API of its own, for the time of the work. */
export async function withPair(
  server: HostedServer,
  prepared: Prepared,
  postgrest: string,
  work: (pair: Pair) => Promise<void>,
) {
  const names = [`${prepared.without}_a`, `${prepared.withUs}_b`]
  const sides: Side[] = []
  try {
    for (const [index, of] of [prepared.without, prepared.withUs].entries()) {
      const name = names[index] ?? of
      await server.copy(name, of)
      sides.push(await openSide(server, name, postgrest))
    }
    const [without, withUs] = sides
    if (without && withUs) await work({ without, withUs, tables: prepared.tables })
  } finally {
    for (const { api, database } of sides) {
      await api.stop()
      await database.close()
    }
    for (const name of names) await server.drop(name)
  }
}

async function openSide(server: HostedServer, name: string, postgrest: string): Promise<Side> {
  const api = await startApi(postgrest, server.url(name, 'authenticator'))
  return { api, database: connect(server.url(name, 'supabase_admin')) }
}
