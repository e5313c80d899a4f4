import type { TestDatabase } from '../native-database'
import { type Column, createRandom, hostileRow, hostileValue } from './rows'

/** What the platform may do to a table, the same for each run; %s stands for the table. */
function statementsFor(columns: Column[], seed: number) {
  const random = createRandom(seed)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const rows = (count: number) => Array.from({ length: count }, () => hostileRow(random, columns)).join(', ')
  const change = () =>
    columns.map((column) => `"${column.name}" = (${hostileValue(random, column)})::${column.type}`)
  const statements = Array.from({ length: 12 }, () => `insert into %s (${names}) values ${rows(1)}`)
  statements.push(
    `insert into %s (${names}) values ${rows(10)}`,
    `insert into %s (${names}) select ${names} from %s limit 20`,
  )
  for (const set of change()) statements.push(`update %s set ${set}`)
  for (let round = 0; round < 4; round++) statements.push(`update %s set ${change().join(', ')}`)
  const key = columns[0]?.name ?? 'id'
  statements.push(
    `merge into %s t using (values ${rows(1)}) s (${names}) on false when not matched then insert (${names}) values (${columns.map(({ name }) => `s."${name}"`).join(', ')})`,
    `delete from %s where ctid in (select ctid from %s order by ctid limit 9)`,
    `delete from %s where "${key}" is null`,
    `update %s set ${change().join(', ')}`,
  )
  return statements
}

export type Outcome = { failures: string[]; longest: number }

/** Runs the same statements on the tables with our triggers and on those without; the second say what must come of them. */
export async function feed(
  database: TestDatabase,
  table: string,
  columns: Column[],
  seed: number,
): Promise<Outcome> {
  const outcome: Outcome = { failures: [], longest: 0 }
  for (const statement of statementsFor(columns, seed)) {
    // New ids would differ between the two.
    const same = statement.replaceAll('gen_random_uuid()', "'00000000-0000-4000-8000-00000000000c'")
    await database.exec(same.replaceAll('%s', `mirror.${table}`))
    const started = performance.now()
    await database.exec(same.replaceAll('%s', `public.${table}`)).catch((error: Error) => {
      outcome.failures.push(`${table}: ${error.message}: ${same.slice(0, 100)}`)
    })
    outcome.longest = Math.max(outcome.longest, performance.now() - started)
  }
  if (!(await isSame(database, table, columns)))
    outcome.failures.push(`${table}: its rows are not those that were written`)
  return outcome
}

async function isSame(database: TestDatabase, table: string, columns: Column[]) {
  const list = columns.map(({ name }) => `t."${name}"`).join(', ')
  const rows = (schema: string) =>
    `(select md5(coalesce(string_agg(r, '|' order by r), '')) from (select row(${list})::text as r from ${schema}.${table} t) x)`
  const [[[same] = []] = []] = await database.exec(`select ${rows('mirror')} = ${rows('public')}`)
  return same === true
}

/** Copies all rows out and in again, and writes rows twice under one key, as the owner of the tables. */
export async function copyAndUpsert(database: TestDatabase, table: string, columns: Column[], seed: number) {
  const random = createRandom(seed)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const [key, ...others] = columns.map(({ name }) => `"${name}"`)
  const set = others.map((name) => `${name} = excluded.${name}`).join(', ')
  const rows = Array.from({ length: 6 }, () => hostileRow(random, columns)).map((row) =>
    row.replaceAll('gen_random_uuid()', 'null'),
  )
  const upserts = rows.map(
    (row) => `insert into %s (${names}) values ${row} on conflict (${key}) do update set ${set}`,
  )
  const [[[directory] = []] = []] = await database.exec("select current_setting('data_directory')")
  const file = `'${directory}/copied-rows'`
  await database.exec(`copy mirror.${table} to ${file}`)
  try {
    for (const schema of ['mirror', 'public']) {
      await database.exec(`copy ${schema}.${table} (${names}) from ${file}; truncate ${schema}.${table};
        create unique index only_key on ${schema}.${table} (${key})`)
      for (const upsert of upserts) await database.exec(upsert.replaceAll('%s', `${schema}.${table}`))
      await database.exec(`drop index ${schema}.only_key`)
    }
  } catch (error) {
    return [`${table}, copied and written twice: ${error}`]
  }
  return (await isSame(database, table, columns))
    ? []
    : [`${table}: what was written twice is not what was written`]
}
