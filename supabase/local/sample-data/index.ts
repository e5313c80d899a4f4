import type { Database } from '../database'
import { decideOnErrorGroups } from './error-groups'
import { insertRows } from './insert'
import { createRows } from './rows'
import type { SampleSize } from './volumes'

export type { SampleSize } from './volumes'

/** What the database notes down once it holds sample data. */
const SAMPLE_DATA = 'sample data'

/** @returns whether the database holds the sample data. */
export async function holdsSampleData(database: Database): Promise<boolean> {
  const [found] = await database.query('select from private.recorded_since r where r.what = $1', [
    SAMPLE_DATA,
  ])
  return found !== undefined
}

/** Version 0.1 loaded the same customers without noting it down; nobody else has an address that ends like theirs. */
async function noteSampleData(database: Database): Promise<void> {
  await database.query(
    `insert into private.recorded_since (what)
    select $1 where exists (select from auth.users u where u.email like 'office@%.example') on conflict do nothing`,
    [SAMPLE_DATA],
  )
}

/**
 * Creates the sample accounts and, around them, ninety days of a plausible platform: all of it or nothing.
 * A database that has accounts already is left as it is.
 * @param now the moment that the data leads up to; the same moment gives the same data.
 */
export async function loadSampleData(
  database: Database,
  size: SampleSize,
  now: Date,
  log: (line: string) => void,
): Promise<void> {
  const [existing] = await database.query('select 1 from auth.users limit 1')
  if (existing) return noteSampleData(database)
  log('Loading the sample data …')
  const tables = await createRows(size, now.getTime())
  await database.transaction(async (query) => {
    const rebuildTextIndexes = await takeDownTextIndexes(query)
    for (const [table, rows] of tables) await insertRows(query, table, rows)
    await rebuildTextIndexes()
    if (size === 'none') return
    await decideOnErrorGroups(query)
    await query('insert into private.recorded_since (what) values ($1) on conflict do nothing', [SAMPLE_DATA])
  })
  await database.query('analyze')
  await database.query('checkpoint')
  const count = tables.reduce((sum, [, rows]) => sum + rows.length, 0)
  log(`Loaded ${count.toLocaleString('en')} rows.`)
}

/** An index for text searches is built at once in a fraction of the time that it takes row by row. */
async function takeDownTextIndexes(query: Database['query']) {
  const indexes = await query(
    `select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition
    from pg_class c join pg_am a on a.oid = c.relam
    where a.amname = 'gin' and c.relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of indexes) await query(`drop index ${name}`)
  return async () => {
    for (const { definition } of indexes) await query(String(definition))
  }
}
