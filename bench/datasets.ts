import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compareCatalogs, readCatalog } from '../supabase/database-test/catalog'
import { connect } from '../supabase/database-test/native-database'
import type { NativeServer } from '../supabase/database-test/native-server'
import { apply } from '../supabase/migrate/apply'
import { filesOf, readSources } from '../supabase/migrate/sources'
import { loadRows, type Size } from './load'
import { makeTemplate } from './template'

const directory = path.join(import.meta.dirname, 'load')
const HOUR_MS = 3_600_000

/** Rows end when they were loaded; later than this, what looks at the last day would find too little. */
const KEEP_MS = 20 * HOUR_MS

export const SIZES: Size[] = [10_000, 100_000, 1_000_000].map((rows) => ({
  name: `rows_${rows}`,
  rows,
  largeRows: rows,
}))

export const LARGE_SIZE: Size = { name: 'rows_10000000', rows: 1_000_000, largeRows: 10_000_000 }

type Marker = { generator: string; migrations: string; loadedAt: number }

/**
 * Makes sure that the databases of the bench are there, complete, recent, and of the current migrations.
 * @returns how long each took to load; nothing for those that were kept.
 */
export async function prepareDatasets(
  server: NativeServer,
  sizes: Size[],
  rebuild: boolean,
  log: (line: string) => void,
) {
  const generator = hash(
    readdirSync(directory)
      .sort()
      .map((file) => readFileSync(path.join(directory, file), 'utf8')),
  )
  const migrations = hash(filesOf(readSources()).map(({ sql }) => sql))
  const loaded: Record<string, number> = {}
  await ensureTemplate(server, migrations)
  for (const size of sizes) {
    const why = rebuild ? 'asked for' : await whyRebuild(server, size, { generator, migrations })
    if (!why) continue
    log(`Loading ${size.name} (${why}) …`)
    const started = performance.now()
    await recreate(server, size.name, 'template_migrated')
    await loadRows(server.url(size.name), size)
    await writeMarker(server, size.name, { generator, migrations, loadedAt: Date.now() })
    loaded[size.name] = Math.round((performance.now() - started) / 1000)
    log(`Loaded ${size.name} in ${loaded[size.name]} s.`)
  }
  return loaded
}

const hash = (texts: string[]) => createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16)

async function ensureTemplate(server: NativeServer, migrations: string) {
  const marker = await readMarker(server, 'template_migrated')
  if (marker?.migrations === migrations) return
  await recreate(server, 'template_migrated', 'template1')
  await makeTemplate(server.url('template_migrated'))
  await writeMarker(server, 'template_migrated', { generator: '', migrations, loadedAt: Date.now() })
}

async function whyRebuild(server: NativeServer, { name }: Size, wanted: Omit<Marker, 'loadedAt'>) {
  const marker = await readMarker(server, name)
  if (!marker) return 'missing or incomplete'
  if (marker.generator !== wanted.generator) return 'the rows are made differently now'
  if (Date.now() - marker.loadedAt > KEEP_MS) return 'too old'
  const differences = await bringUpToDate(server, name, marker.migrations === wanted.migrations)
  if (differences) return `its schema is not that of the migrations: ${differences.split('\n')[0]}`
  await writeMarker(server, name, { ...marker, migrations: wanted.migrations })
  return undefined
}

/** A change of an object, or a new version, needs no new rows. */
async function bringUpToDate(server: NativeServer, name: string, current: boolean) {
  const template = await using(server, 'template_migrated', readSchema)
  return using(server, name, async (database) => {
    const before = compareCatalogs(await readSchema(database), template)
    if (current && !before) return ''
    const refusal = await apply(database.session, readSources(), {
      mode: 'fresh',
      log: () => undefined,
    }).then(
      () => '',
      (error: Error) => error.message,
    )
    if (refusal) return refusal
    await database.exec('analyze')
    return compareCatalogs(await readSchema(database), template)
  })
}

/** Without grants: the API adds its own whenever it starts. */
async function readSchema(database: ReturnType<typeof connect>) {
  const lines = await readCatalog(database)
  return lines.map((line) => line.replace(/ (\S*=\w*\/postgres,?)+/g, ''))
}

async function using<T>(
  server: NativeServer,
  name: string,
  work: (database: ReturnType<typeof connect>) => Promise<T>,
) {
  const database = connect(server.url(name))
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function recreate(server: NativeServer, name: string, template: string) {
  await using(server, 'postgres', async (database) => {
    await database.exec(`drop database if exists ${name} with (force)`)
    await database.exec(`create database ${name} template ${template}`)
  })
}

/** A database's comment is its marker: written last, and gone with the database. */
async function readMarker(server: NativeServer, name: string): Promise<Marker | undefined> {
  const [[row] = []] = await using(server, 'postgres', (database) =>
    database.exec(`select shobj_description(oid, 'pg_database') from pg_database where datname = '${name}'`),
  )
  return row?.[0] ? JSON.parse(String(row[0])) : undefined
}

async function writeMarker(server: NativeServer, name: string, marker: Marker) {
  await using(server, 'postgres', (database) =>
    database.exec(`comment on database ${name} is '${JSON.stringify(marker)}'`),
  )
}
