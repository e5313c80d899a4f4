import path from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import { createApi, createHandler } from './api'
import {
  checkComplete,
  damaged,
  databasePath,
  emptyDirectory,
  type Marker,
  openDirectory,
  removeDatabase,
  writeMarker,
} from './data-directory'
import { type Database, openPglite, openPostgres } from './database'
import { type Keys, loadKeys } from './keys'
import { LocalBackendError } from './local-backend-error'
import { lockDirectory } from './lock'
import { askBeforeUpgrade, migrate } from './migrate'
import { createRequestQueue } from './request-queue'
import { createRestClient } from './rest-client'
import { holdsSampleData, loadSampleData, type SampleSize } from './sample-data'
import { startTraffic } from './traffic'
import { recordUptime } from './uptime'

const WAITING_REQUESTS = 200
/** PGlite has one connection; a server has as many as lite opens. */
const AT_ONCE = { pglite: 1, postgres: 10 }

export type BackendOptions = {
  directory: string
  siteUrl: string
  /** 0 for any free port. */
  port: number
  sampleData: SampleSize
  /** Delete what the directory holds before starting. */
  reset: boolean
  /** Upgrade a database of 0.1 without asking. */
  upgrade: boolean
  /** Connection string of a Postgres server to use in place of the embedded database. */
  databaseUrl?: string
  /** How many times as fast as a live platform plausible events are written; 0 for none. */
  traffic: number
  log: (line: string) => void
}

export type Backend = {
  url: string
  keys: Keys
  /** Whether the database holds the sample data. */
  isSample: boolean
  stop: () => Promise<void>
}

/**
 * Starts the embedded backend: opens or creates its database, brings the schema up to date, loads the
 * sample data the first time, and serves the Supabase API on the loopback interface.
 * @throws LocalBackendError when the user has to do something first.
 */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  let marker = await openDirectory(options.directory).catch((error) => {
    // A damaged directory is what a reset is for; a foreign one stays refused.
    if (options.reset && String(error.message).includes('is damaged')) return undefined
    throw error
  })
  const unlock = await lockDirectory(options.directory)
  try {
    if (options.reset) {
      await emptyDirectory(options.directory)
      marker = undefined
    }
    const keys = await loadKeys(options.directory)
    const database = await openDatabase(options, marker)
    if (!options.upgrade) await askBeforeUpgrade(database)
    const server = await prepareAndServe(options, keys, database)
    const client = createRestClient(server.url, keys.secretKey)
    const stopRecording = recordUptime(client)
    const stopTraffic = options.traffic
      ? startTraffic(client, options.traffic, options.log)
      : async () => undefined
    return {
      url: server.url,
      keys,
      isSample: server.isSample,
      stop: async () => {
        await Promise.all([stopTraffic(), stopRecording()])
        await server.stop()
        await database.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

async function openDatabase(options: BackendOptions, marker: Marker | undefined): Promise<Database> {
  if (options.databaseUrl) return openPostgres(options.databaseUrl)
  if (marker?.state === 'preparing') {
    options.log('The first start was interrupted: the database is made again from the beginning.')
    await removeDatabase(options.directory)
  }
  if (marker?.state === 'ready') {
    checkComplete(options.directory)
  } else {
    options.log('Creating the database …')
    await writeMarker(options.directory, { state: 'preparing' })
  }
  try {
    return await openPglite(databasePath(options.directory))
  } catch (error) {
    throw damaged(options.directory, error instanceof Error ? error.message : 'it cannot be opened')
  }
}

async function prepareAndServe(options: BackendOptions, keys: Keys, database: Database) {
  const mailDirectory = path.join(options.directory, 'mail')
  const app = createApi(database, { keys, siteUrl: options.siteUrl, mailDirectory })
  await app.init()
  const applied = await migrate(app, database)
  if (applied > 0) options.log(`Applied ${applied} files of SQL.`)
  await loadSampleData(database, options.sampleData, new Date(), options.log)
  const isSample = await holdsSampleData(database)
  if (database.driver === 'pglite') {
    await writeMarker(options.directory, { state: 'ready' })
  }
  const queue = createRequestQueue(AT_ONCE[database.driver], WAITING_REQUESTS)
  const { server, url } = await listen(createHandler(app, queue), options.port)
  return { url, isSample, stop: () => stopServing(server, queue.idle) }
}

function listen(handler: ReturnType<typeof createHandler>, port: number) {
  return new Promise<{ server: ServerType; url: string }>((resolve, reject) => {
    const server = serve(
      {
        port,
        hostname: '127.0.0.1',
        fetch: (request, { incoming }) => handler(request, incoming.socket.remoteAddress ?? null),
      },
      (address) => resolve({ server, url: `http://127.0.0.1:${address.port}` }),
    )
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new LocalBackendError(`Port ${port} is in use.`, 'Choose another BACKEND_PORT.') : error)
    })
  })
}

async function stopServing(server: ServerType, idle: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await idle()
  if ('closeAllConnections' in server) server.closeAllConnections()
  await closed
}
