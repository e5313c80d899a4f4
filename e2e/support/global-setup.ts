import { execFile } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { buildDashboard } from '../../scripts/launch/build.mjs'
import { startBackend, startDashboard } from '../../scripts/launch/processes.mjs'
import {
  findNativePostgres,
  type NativeServer,
  startNativeServer,
} from '../../supabase/database-test/native-server'
import { lockDirectory } from '../../supabase/local/lock'
import { createProcesses, freePort } from './processes'
import { announceRun, buildsDirectory, logDirectory, runsDirectory } from './run'

const PREPARE_DATABASE = path.join(import.meta.dirname, 'prepare-database.ts')
/** As long as a part of `npm test` may take. */
const OTHER_RUN_MS = 45 * 60_000
const BUILD = { NEXT_DIST_DIR: '.next-e2e', EXPOSE_TESTING_API: '1' }

/** Builds what is tested, starts it over a backend of its own, and stops it when the tests are through. */
export default async function setUp() {
  const unlock = await takeTurn(runsDirectory)
  await rm(logDirectory, { recursive: true, force: true })
  const dataDirectory = path.join(runsDirectory, 'data')
  await rm(dataDirectory, { recursive: true, force: true })
  const server = await startServer()
  const settings = {
    DATA_DIR: dataDirectory,
    BACKEND_PORT: '0',
    SAMPLE_DATA: 'small',
    LOCAL_DATABASE_URL: server?.url('postgres') ?? '',
  }
  const processes = createProcesses(settings)
  async function tearDown() {
    await processes.stop()
    await server?.stop()
    await rm(dataDirectory, { recursive: true, force: true })
    unlock()
  }
  try {
    await promisify(execFile)(process.execPath, ['--import', 'tsx', PREPARE_DATABASE], {
      env: { ...process.env, ...settings },
    })
    await startAll(processes, dataDirectory)
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}

/** Postgres itself where it is to be had, unless the embedded database is asked for. */
async function startServer(): Promise<NativeServer | undefined> {
  if (process.env.E2E_DATABASE === 'embedded') return undefined
  const [programs] = await findNativePostgres()
  return programs === undefined ? undefined : startNativeServer(programs)
}

async function startAll(processes: ReturnType<typeof createProcesses>, dataDirectory: string) {
  await buildInTurn()
  const port = await freePort()
  const siteUrl = `http://localhost:${port}`
  const backend = await startBackend(processes, { siteUrl, reset: false, traffic: false })
  const environment = {
    ...BUILD,
    SUPABASE_URL: backend.url,
    SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: backend.actionsEncryptionKey,
    SITE_URL: siteUrl,
    BACKEND_NAME: 'sample',
    PLATFORM_API_URL: '',
  }
  await startDashboard(processes, { port, host: '127.0.0.1', dev: false, environment })
  announceRun({ siteUrl, backendUrl: backend.url, dataDirectory, environment })
}

/** The build stays while its sources are unchanged: of runs that start together the first makes it. */
async function buildInTurn() {
  const unlock = await takeTurn(buildsDirectory)
  try {
    await buildDashboard({ ...process.env, ...BUILD })
  } finally {
    unlock()
  }
}

/** Two runs in one place, or two builds at once, would write over each other: the second waits. */
async function takeTurn(directory: string) {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  for (let waited = 0; ; waited += 1000) {
    try {
      return await lockDirectory(directory)
    } catch (error) {
      if (waited >= OTHER_RUN_MS) throw error
      if (waited === 0) console.info('Waiting for another run of the end-to-end tests …')
      await wait(1000)
    }
  }
}
