import { Failure } from '../scripts/launch/failure.mjs'
import { connect } from '../supabase/database-test/native-database'

/**
 * Takes an index away while the work runs, to see what it is worth. After a killed run the next one finds that the
 * schema is not that of the migrations and makes it again.
 */
export async function withoutIndex(urls: string[], index: string | undefined, work: () => Promise<void>) {
  if (!index) return work()
  const definitions: string[] = []
  try {
    for (const url of urls) definitions.push(await dropIndex(url, index))
    await work()
  } finally {
    for (const [at, definition] of definitions.entries())
      await using(urls[at] ?? '', (database) => database.exec(definition))
  }
}

async function dropIndex(url: string, index: string) {
  if (!/^[a-z_0-9]+$/.test(index)) throw new Failure(`"${index}" is not the name of an index.`)
  return using(url, async (database) => {
    const [[row] = []] = await database.exec(`select pg_get_indexdef(to_regclass('public.${index}'))`)
    if (!row?.[0]) throw new Failure(`There is no index ${index}.`)
    await database.exec(`drop index public.${index}`)
    return String(row[0])
  })
}

async function using<T>(url: string, work: (database: ReturnType<typeof connect>) => Promise<T>) {
  const database = connect(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
