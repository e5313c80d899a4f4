import { type Api, startApi } from './platform-api'
import { readTables, type Table } from './platform-catalog'
import { createPlatform, type HostedServer, type Privileges, withConnection } from './platform-server'
import { connect, type TestDatabase } from './native-database'
import type { Start } from '../platform/starts'

/** Installs us on the database, which it reaches as a hosted project's postgres. */
export type Install = (url: string) => Promise<void>

/** One of two databases that were the same until we were installed on the other. */
export type Side = { database: TestDatabase; api: Api; url: string }
export type Pair = { without: Side; withUs: Side; tables: Table[]; installed: Error | undefined }

/**
 * Has two equal databases of the platform, one of them with us, each behind its own API, for the time of the work.
 * When the installation stops, the second stays as it was left.
 */
export async function withPair(
  server: HostedServer,
  { start, privileges, postgrest }: { start: Start; privileges: Privileges; postgrest: string },
  install: Install,
  work: (pair: Pair) => Promise<void>,
) {
  const without = await createPlatform(server, start, privileges)
  const withUs = `${without}_with_us`
  await server.copy(withUs, without)
  const tables = await withConnection(server.url(without), readTables)
  const installed = await install(server.url(withUs)).then(
    () => undefined,
    (error: Error) => error,
  )
  const open: Side[] = []
  try {
    for (const name of [without, withUs]) open.push(await openSide(server, name, postgrest))
    const [first, second] = open
    if (first && second) await work({ without: first, withUs: second, tables, installed })
  } finally {
    for (const { api, database } of open) {
      await api.stop()
      await database.close()
    }
    await server.drop(without)
    await server.drop(withUs)
  }
}

async function openSide(server: HostedServer, name: string, postgrest: string): Promise<Side> {
  const api = await startApi(postgrest, server.url(name, 'authenticator'))
  return { api, database: connect(server.url(name, 'supabase_admin')), url: server.url(name) }
}
