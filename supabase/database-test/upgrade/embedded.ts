import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { App } from '@supabase/lite'
import { startBackend } from '../../local/backend'
import { databasePath, openDirectory, writeMarker } from '../../local/data-directory'
import { openPglite } from '../../local/database'
import { pgliteSession } from '../../migrate/session'
import { readCatalog } from '../catalog'
import { openTestDatabase } from '../database'
import type { Check } from '../migrate/harness'
import type { TestDatabase } from '../native-database'
import type { Report } from '../report'
import { applyMigrations } from '../suite'
import { restore01 } from './fixture'
import { catalogDifferences, readBefore, testRows } from './fresh'

const MAIN = path.join(import.meta.dirname, '../../local/main.ts')

/** The embedded backend over a directory that 0.1 made: it asks first, and upgrades when `--upgrade` asks for it. */
export async function testEmbeddedUpgrade(report: Report) {
  const check: Check = (what, holds, detail) =>
    report.check(`embedded: upgrade of 0.1: ${what}`, holds, detail)
  const directory = await mkdtemp(path.join(tmpdir(), 'kryonex-upgrade-'))
  try {
    const { before, catalog } = await makeDirectory(directory)
    const { code, output } = await start(directory)
    check(
      'without a terminal it changes nothing, says what to do, and ends with 2',
      code === 2 && output.includes('-- --upgrade') && output.includes('-- --reset'),
      `${code}: ${output}`,
    )
    const untouched = await withDatabase(directory, readCatalog)
    const changed = catalogDifferences(catalog, untouched)
    check('the database is still 0.1', changed.length === 0, changed.join('\n'))
    const backend = await startBackend({
      directory,
      siteUrl: 'http://127.0.0.1:3000',
      port: 0,
      sampleData: 'none',
      reset: false,
      upgrade: true,
      traffic: 0,
      log: () => undefined,
    })
    await backend.stop()
    const present = await readPresent()
    await withDatabase(directory, async (database) => {
      const difference = catalogDifferences(
        withoutGrants(present),
        withoutGrants(await readCatalog(database)),
      )
      check(
        '--upgrade makes it what a new installation is',
        difference.length === 0,
        difference.slice(0, 40).join('\n'),
      )
      await testRows(database, before, check)
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Without repeated keys, so that the constraint of the contract holds afterwards. */
async function makeDirectory(directory: string) {
  await openDirectory(directory)
  const database = await openPglite(databasePath(directory))
  const app = new App({
    connection: database.connection,
    db: { driver: 'pglite' },
    auth: {
      enabled: true,
      jwt_secret: crypto.randomUUID() + crypto.randomUUID(),
      publishable_key: 'sb_publishable_x',
      secret_key: 'sb_secret_x',
    },
    options: { server: { admin: false } },
  })
  await app.init()
  await app.ensureSystemSchema()
  await restore01(await database.openSession(), 'fresh')
  await database.close()
  await writeMarker(directory, { state: 'ready' })
  return withDatabase(directory, async (opened) => {
    await opened.exec(`begin; set local session_replication_role = replica;
      update public.webhook_queue w set idempotency_key = null where exists (
        select from public.webhook_queue o where o.idempotency_key = w.idempotency_key and o.id < w.id
      ); commit`)
    return { before: await readBefore(opened), catalog: await readCatalog(opened) }
  })
}

async function withDatabase<T>(directory: string, work: (database: TestDatabase) => Promise<T>) {
  const { connection, close } = await openPglite(databasePath(directory))
  const driver = connection.driver as Parameters<typeof pgliteSession>[0]
  try {
    return await work({
      exec: async (sql) =>
        (await driver.exec(sql, { rowMode: 'array' })).map(({ rows }) => rows as unknown as unknown[][]),
      session: pgliteSession(driver),
      close,
    })
  } finally {
    await close()
  }
}

/** The API server of the embedded backend grants its roles every table with its first request; policies are what holds. */
const withoutGrants = (lines: string[]) =>
  lines.map((line) => line.replace(/^((?:relation|schema) .*?)(?: \S*=[a-zA-Z]+\/postgres\S*)+/, '$1'))

async function readPresent() {
  const database = await openTestDatabase()
  await applyMigrations(database)
  const catalog = await readCatalog(database)
  await database.close()
  return catalog
}

function start(directory: string) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const environment = {
      ...process.env,
      DATA_DIR: directory,
      SAMPLE_DATA: 'none',
      TRAFFIC: 'off',
      UPGRADE: 'off',
      RESET: 'off',
    }
    execFile(
      process.execPath,
      ['--import', 'tsx', MAIN],
      { env: environment, timeout: 120_000 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
}
