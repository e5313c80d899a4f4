// Builds the indexes that the migrations would build, before them and without stopping writers, in a database in use.
import postgres from 'postgres'
import { openMigratedDatabase } from '../database-test/database'

const LARGE = 16 * 1024 * 1024
const ATTEMPTS = 20

/** The indexes of a migrated database, each with the columns it needs. */
const wantedQuery = `
  select t.relname as table, c.relname as name, pg_get_indexdef(i.indexrelid) as definition,
    coalesce((
      select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'bare', not a.atthasdef))
      from pg_attribute a where a.attrelid = t.oid and a.attnum in (
        select d.refobjsubid from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid = t.oid
      )
    ), '[]') as columns
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  where t.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  order by 1, 2`

type Wanted = {
  table: string
  name: string
  definition: string
  columns: { name: string; type: string; bare: boolean }[]
}

async function readWanted() {
  const connection = await openMigratedDatabase()
  const { rows } = await connection.driver.query<Wanted>(wantedQuery)
  await connection.close()
  return rows
}

/**
 * Adds the columns that indexes of large tables need and builds those indexes concurrently.
 * @param url the database, as an account that owns its tables.
 * @param large tables from this many bytes on; the migrations do smaller ones in no time.
 */
export async function prepareAdoption(url: string, log: (line: string) => void, large = LARGE) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false })
  try {
    await sql.unsafe('set statement_timeout = 0; set lock_timeout = 1000')
    await sql.unsafe('create schema if not exists extensions')
    await sql.unsafe('create extension if not exists pg_trgm with schema extensions')
    const [home] = await sql`
      select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'`
    const existing = await readExisting(sql)
    for (const index of await readWanted()) {
      if ((existing.sizes.get(index.table) ?? -1) < large || existing.indexes.get(index.name)) continue
      const missing = index.columns.filter(({ name }) => !existing.columns.has(`${index.table}.${name}`))
      // What has a default is filled in by the migrations, which know with what.
      if (missing.some(({ bare }) => !bare)) continue
      for (const { name, type } of missing) {
        await patiently(sql, `alter table public.${index.table} add column if not exists ${name} ${type}`)
      }
      if (existing.indexes.has(index.name)) await sql.unsafe(`drop index concurrently public.${index.name}`)
      log(index.name)
      await patiently(
        sql,
        index.definition
          .replace(/^CREATE (UNIQUE )?INDEX/, 'create $1index concurrently if not exists')
          .replaceAll('extensions.', `${home?.nspname}.`),
      )
    }
  } finally {
    await sql.end()
  }
}

async function readExisting(sql: postgres.Sql) {
  const sizes = await sql`
    select c.relname, pg_relation_size(c.oid)::float8 as size from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`
  const columns = await sql`
    select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace`
  const indexes = await sql`
    select c.relname, i.indisvalid from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace`
  return {
    sizes: new Map(sizes.map((row) => [String(row.relname), Number(row.size)])),
    columns: new Set(columns.map((row) => String(row.name))),
    indexes: new Map(indexes.map((row) => [String(row.relname), row.indisvalid === true])),
  }
}

/** Gives way to whoever holds a lock for longer than a moment, and tries again. */
async function patiently(sql: postgres.Sql, statement: string) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sql.unsafe(statement)
      return
    } catch (error) {
      const locked = error instanceof postgres.PostgresError && error.code === '55P03'
      if (!locked || attempt === ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  const [url] = process.argv.slice(2)
  if (!url) {
    console.error('Usage: node --import tsx supabase/adoption/prepare.ts postgresql://…')
    process.exit(2)
  }
  await prepareAdoption(url, (line) => console.log(`Building ${line}`))
  console.log('Ready for the migrations.')
  process.exit(0)
}
