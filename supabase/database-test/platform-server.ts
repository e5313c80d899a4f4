import { randomBytes } from 'node:crypto'
import { readPlatformSql, type Start } from '../platform/starts'
import { connect, type TestDatabase } from './native-database'
import { startNativeServer } from './native-server'

/** What a project grants by default on a new table of public: everything to the API's roles, or nothing. */
export type Privileges = 'open' | 'none'

const superuser = 'supabase_admin'
const logins = ['postgres', 'authenticator'] as const
type Role = typeof superuser | (typeof logins)[number]

export type HostedServer = Awaited<ReturnType<typeof startHostedServer>>

/** A native server with a hosted project's roles: postgres owns the databases and is no superuser. */
export async function startHostedServer(programs: string) {
  const server = await startNativeServer(programs, undefined, superuser)
  const password = randomBytes(16).toString('hex')
  /** The url of a database, as the role that one connects as; postgres, unless another is named. */
  const url = (database: string, role: Role = 'postgres') => {
    const address = new URL(server.url(database))
    if (role === superuser) return address.href
    address.username = role
    address.password = password
    return address.href
  }
  const administer = (sql: string, database = 'template1') =>
    withConnection(url(database, superuser), (connection) => connection.exec(sql))
  await administer(readPlatformSql('roles'))
  for (const role of logins) await administer(`alter role ${role} password '${password}'`)
  return {
    version: server.version,
    url,
    stop: server.stop,
    /** Makes a database as a hosted project is before anybody makes a table. */
    async createProject(name: string, privileges: Privileges) {
      await administer(`create database ${name} owner postgres`)
      await administer(readPlatformSql('hosted'), name)
      if (privileges === 'open')
        await withConnection(url(name), (connection) => connection.exec(readPlatformSql('privileges-open')))
    },
    copy: (name: string, of: string) => administer(`create database ${name} template ${of} owner postgres`),
    drop: (name: string) => administer(`drop database if exists ${name} with (force)`),
  }
}

export async function withConnection<T>(url: string, work: (database: TestDatabase) => Promise<T>) {
  const database = connect(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Makes a project in which the platform has run its files and written its rows. */
export async function createPlatform(server: HostedServer, start: Start, privileges: Privileges) {
  const name = `${start.name}_${privileges}`
  await server.createProject(name, privileges)
  await withConnection(server.url(name), async (database) => {
    // One session: the helpers that the files make are temporary.
    for (const file of start.files) {
      await database.exec(readPlatformSql(file)).catch((error: Error) => {
        throw new Error(`${start.name}, ${file}.sql: ${error.message}`)
      })
      if (file === 'policies' && privileges === 'none')
        await database.exec(readPlatformSql('privileges-granted'))
    }
    await database.exec('analyze')
  })
  return name
}
