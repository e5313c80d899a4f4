import type { Extensions } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { App } from '@supabase/lite'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { pgliteSession } from './session'
import { isContract, type SourceFile, type Sources } from './sources'

/** An empty database in memory with the system schema (auth) and nothing of ours. */
export async function openScratch(extensions: Extensions = {}) {
  process.env.LITE_TELEMETRY = '0'
  const connection = await createPgliteConnection({
    pgliteOptions: { extensions: { pg_trgm, ...extensions } },
  })
  await connection.driver.waitReady
  const app = new App({
    connection,
    db: { driver: 'pglite' },
    auth: {
      enabled: true,
      jwt_secret: crypto.randomUUID() + crypto.randomUUID(),
      publishable_key: `sb_publishable_${crypto.randomUUID()}`,
      secret_key: `sb_secret_${crypto.randomUUID()}`,
    },
    options: { server: { admin: false } },
  })
  await app.init()
  await app.ensureSystemSchema()
  return connection
}

export type Column = { relation: string; name: string; type: string }
export type Constraint = { relation: string; name: string }

/** The columns of the ordinary tables of schema public. */
export const columnsQuery = `
  select c.relname as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname, a.attnum`

const constraintsQuery = `
  select k.conrelid::regclass::text as relation, k.conname as name from pg_constraint k
  where k.connamespace = 'public'::regnamespace and k.contype in ('c', 'u', 'f', 'p')`

const contracts = new Map<string, ReturnType<typeof makeContract>>()

/** The contract's columns and constraints, as its files make them in an empty database. */
export function readContract(sources: Sources) {
  const files = sources.versions.filter(isContract)
  const key = files.map(({ checksum }) => checksum).join()
  const known = contracts.get(key) ?? makeContract(files)
  contracts.set(key, known)
  return known
}

async function makeContract(files: SourceFile[]) {
  const connection = await openScratch()
  try {
    const session = pgliteSession(connection.driver)
    for (const file of files) await session.run(file.sql)
    return {
      columns: await session.run<Column>(columnsQuery),
      constraints: await session.run<Constraint>(constraintsQuery),
    }
  } finally {
    await connection.close()
  }
}
