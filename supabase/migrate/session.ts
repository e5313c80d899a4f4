import type { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { MigrateError } from './migrate-error'

export type Row = Record<string, unknown>

/** One connection to a database, on which settings and locks last until it closes. */
export type Session = {
  /** Runs statements by the simple protocol. @returns the rows of the last one. */
  run<R extends Row = Row>(sql: string): Promise<R[]>
  /** Whether other sessions can hold locks: a server, not the embedded database. */
  isServer: boolean
  close(): Promise<void>
}

/** The error codes of Postgres that the runner acts on. */
export const CODE = {
  lockNotAvailable: '55P03',
  deadlock: '40P01',
  canceled: '57014',
  internal: 'XX000',
  objectInUse: '55006',
  invalidTable: '42P16',
  invalidFunction: '42P13',
}

/** The code of an error of Postgres, undefined for every other error. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** A value as it stands in a statement. */
export const literal = (value: string) => `'${value.replaceAll("'", "''")}'`

/** Texts as an array in a statement. */
export const textArray = (values: string[]) => `array[${values.map(literal).join(', ')}]::text[]`

/** The embedded database as a session; closing it is left to its owner. */
export function pgliteSession(driver: Pick<PGlite, 'exec'>): Session {
  return {
    run: async <R extends Row>(sql: string) => ((await driver.exec(sql)).at(-1)?.rows ?? []) as R[],
    isServer: false,
    close: async () => undefined,
  }
}

const CONNECTION_LOST =
  'The connection to the database was lost. Run the same command again: it goes on where it was.'

/** A connection of its own to a server. @throws MigrateError when it cannot be reached; the password is not in it. */
export async function openSession(url: string): Promise<Session> {
  let isLost = false
  let reportLost: (error: MigrateError) => void = () => undefined
  // The driver forgets a statement that is sent between a connection's failure and its end: nothing would answer it.
  const lost = new Promise<never>((_, reject) => {
    reportLost = reject
  })
  lost.catch(() => undefined)
  const sql = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    fetch_types: false,
    connect_timeout: 15,
    idle_timeout: 0,
    max_lifetime: null,
    connection: { application_name: 'kryonex-migrate' },
    // The driver would connect again, without our locks and settings.
    onclose: () => {
      isLost = true
      reportLost(new MigrateError(CONNECTION_LOST))
    },
    ...tlsOf(url),
  })
  const session: Session = {
    run: async <R extends Row>(statements: string) => {
      if (isLost) throw new MigrateError(CONNECTION_LOST)
      return lastRows<R>([...(await Promise.race([sql.unsafe(statements), lost]))])
    },
    isServer: true,
    close: () => sql.end({ timeout: isLost ? 0 : 5 }),
  }
  try {
    await session.run('select 1')
    return session
  } catch (error) {
    await sql.end({ timeout: 1 }).catch(() => undefined)
    throw new MigrateError(`${addressOf(url)} cannot be used: ${messageOf(error) || codeOf(error)}`, 2)
  }
}

/** A server's connection of another owner as a session; closing it is left to its owner. */
export const serverSession = (run: (sql: string) => Promise<unknown>): Session => ({
  run: async <R extends Row>(sql: string) => lastRows<R>([...((await run(sql)) as unknown[])]),
  isServer: true,
  close: async () => undefined,
})

/** Several statements give a list of results, one gives its rows. */
function lastRows<R>(result: unknown[]): R[] {
  const last = result.at(-1)
  return (Array.isArray(last) ? [...last] : result) as R[]
}

/** A server elsewhere is asked for TLS unless the address says otherwise. */
function tlsOf(url: string): { ssl?: 'prefer' } {
  const { hostname, searchParams } = new URL(url)
  const isLocal = ['localhost', '127.0.0.1', '[::1]', ''].includes(hostname)
  return isLocal || searchParams.has('sslmode') || searchParams.has('ssl') ? {} : { ssl: 'prefer' }
}

/** Where a connection string leads, without its password. */
export function addressOf(url: string): string {
  const { username, hostname, port, pathname } = new URL(url)
  return `${username || 'postgres'}@${hostname}:${port || '5432'}${pathname || '/postgres'}`
}
