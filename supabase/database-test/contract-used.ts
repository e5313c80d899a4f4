import { readPlatformSql, starts } from '../platform/starts'
import { compareCatalogs, readCatalog } from './catalog'
import { documentedColumns } from './contract-columns'
import {
  type Check,
  type Column,
  contractFiles,
  nameOf,
  one,
  outcome,
  plainTables,
  readPartsFunction,
  refusal,
  roles,
  rows,
  runAll,
  undone,
} from './contract-files'
import type { TestDatabase } from './native-database'

/** Catalog lines about what others own: everything but our schema and what we created and recorded. */
async function readTheirs(database: TestDatabase) {
  const created = (await rows(database, 'select relation from private.created_tables')).map(([name]) =>
    String(name),
  )
  const names = ['none', ...created].join('|')
  const own = new RegExp(
    `schema private|private\\.|public\\.(${names})\\b|relation public\\.(${names})_\\w+ i `,
  )
  return (await readCatalog(database)).filter((line) => !own.test(line))
}

/** On tables that were there before, nothing but missing columns is added. */
export async function testUsed(database: TestDatabase, check: Check, columns: Column[]) {
  await undone(database, async () => {
    await database.exec(roles)
    await database.exec(outcome + plainTables(columns))
    const before = await readCatalog(database)
    await runAll(database)
    const changed = compareCatalogs(before, await readTheirs(database))
      .replace(/^- .*private.*$/gm, '')
      .trim()
    check('tables with every column are left as they are', changed === '', changed)
    await database.exec(readPartsFunction())
    const missing = await one(database, 'select count(*) from public.missing_contract_parts()')
    check('what a table in use lacks by design is not said to be missing', missing === '0', missing)
    await database.exec('insert into public.leads (phone) values (null)')
    const complete = await readCatalog(database)
    const failures: string[] = []
    for (const column of columns) {
      const failure = await testMissing(database, column, complete)
      if (failure) failures.push(`${column.relation}.${column.name}: ${failure}`)
    }
    const documented = columns.filter(({ relation, name }) => documentedColumns[relation]?.[name])
    check(`each of ${documented.length} documented columns has a file`, documented.length === 143)
    check(
      `each of ${columns.length} columns, dropped alone, is brought back by the file that is named`,
      failures.length === 0,
      failures.join('\n'),
    )
    await database.exec(`drop table public.deals; ${contractFiles[0]?.sql}`)
    const references = await one(
      database,
      `select coalesce(string_agg(confrelid::regclass::text, ', '), '') from pg_constraint where conrelid = 'public.deals'::regclass and contype = 'f' and confrelid = 'public.leads'::regclass`,
    )
    check('a new table does not refer to one that was there before', references === '', references)
  })
}

/** Drops a column and runs the file that missing_contract_parts names for it. @returns what is wrong afterwards. */
async function testMissing(database: TestDatabase, { relation, name, type }: Column, complete: string[]) {
  await database.exec(`savepoint dropped; alter table public.${relation} drop column ${name}`)
  try {
    const named = await rows(
      database,
      `select file, part from public.missing_contract_parts() where file <> 'fix_agents_constraints.sql'`,
    )
    if (named.length !== 1 || named[0]?.[1] !== name) return `${JSON.stringify(named)} is said to be missing`
    const file = contractFiles.find((candidate) => nameOf(candidate) === named[0]?.[0])
    if (!file) return `no file ${named[0]?.[0]}`
    await database.exec(file.sql)
    const [removed = '', added = '', ...more] = compareCatalogs(complete, await readCatalog(database)).split(
      '\n',
    )
    const byDefault =
      name === 'id' && type === 'uuid'
        ? ' gen_random_uuid()'
        : /^(created|updated)_at$/.test(name)
          ? ' now()'
          : ''
    const anywhere = (line: string) => line.replace(/(public\.\w+) \d+/, '$1')
    if (anywhere(removed) !== `- column public.${relation} ${name} ${type} f` || more.length > 0)
      return [removed, added, ...more].join('\n')
    if (anywhere(added) !== `+ column public.${relation} ${name} ${type} f${byDefault}`)
      return added || 'nothing was added'
    const filled = await one(
      database,
      `select count(*) from public.leads l where to_jsonb(l) ->> 'id' is not null`,
    )
    return filled === '0' ? '' : 'a row that was there was filled in'
  } finally {
    await database.exec('rollback to savepoint dropped')
  }
}

/** The platform's own schema. Its rows need the accounts of a hosted project: see platform.ts. */
export async function testPlatform(database: TestDatabase, check: Check) {
  const tables = starts[0]?.files.filter((file) => !['rows', 'history'].includes(file)) ?? []
  await undone(database, async () => {
    await database.exec(roles)
    // A hosted project has it.
    await database.exec('create publication supabase_realtime')
    for (const file of tables) await database.exec(readPlatformSql(file))
    const before = await readCatalog(database)
    await runAll(database)
    const after = await readTheirs(database)
    const changed = compareCatalogs(before, after)
      .split('\n')
      .filter(
        (line) =>
          line &&
          !/^\+ column public\.\w+ \d+ \w+ [\w ]+(\[\])? f( gen_random_uuid\(\)| now\(\))?$/.test(line),
      )
    check('the platform’s tables only get nullable columns', changed.length === 0, changed.join('\n'))
    const twice = await readCatalog(database)
    await runAll(database)
    const difference = compareCatalogs(twice, await readCatalog(database))
    check('every file twice changes nothing on the platform’s database', difference === '', difference)
  })
}

/** Large tables are for the command that waits and resumes. */
export async function testLarge(database: TestDatabase, check: Check) {
  const first = contractFiles[0]?.sql ?? ''
  await undone(database, async () => {
    await database.exec(`create table public.leads (id uuid primary key default gen_random_uuid(), transcript text);
      alter table public.leads alter column transcript set storage external;
      insert into public.leads (transcript) select repeat('x', 1024 * 1024) from generate_series(1, 66)`)
    const refused = await refusal(database, first)
    check(
      'a large table in use is refused',
      refused.startsWith('55000') &&
        refused.includes('leads') &&
        refused.includes('npm run migrate -- --db-url'),
      refused,
    )
    const touched = await one(
      database,
      `select to_regclass('public.profiles') is not null or to_regnamespace('private') is not null`,
    )
    check('a refusal changes nothing', touched === 'false', touched)
    await database.exec(`set local kryonex.migrating = 'on'`)
    check('the command may change a large table', (await refusal(database, first)) === '')
    await database.exec(
      `set local kryonex.migrating = ''; insert into private.created_tables values ('leads')`,
    )
    check('a large table of ours is no obstacle', (await refusal(database, first)) === '')
  })
}
