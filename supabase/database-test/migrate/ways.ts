import { randomBytes } from 'node:crypto'
import { renderBundle, renderGenerated } from '../../migrate/generate'
import { checksumOf, GENERATED, type Sources } from '../../migrate/sources'
import { connect, type TestDatabase } from '../native-database'
import { type Check, migrate, one } from './harness'
import { file, PLATFORM, smallSources } from './small-sources'

const refusal = (database: TestDatabase, sql: string) =>
  database.exec(sql).then(
    () => '',
    (error: Error) => error.message,
  )

/** The SQL editor's bundle installs a database, and the runner goes on from it. */
export async function testBundle(database: TestDatabase, url: string, check: Check) {
  const sources = smallSources()
  const early = await refusal(database, renderBundle(sources))
  check('the bundle wants the contract’s files first', early.includes('contract first'), early)
  await database.exec(sources.versions[0]?.sql ?? '')
  for (const time of ['once', 'twice']) {
    const refused = await refusal(database, renderBundle(sources))
    check(`the bundle runs ${time}`, refused === '', refused)
  }
  const goesOn = await migrate(url, sources)
  check(
    'the runner finds nothing to do after the bundle',
    goesOn.code === 0 && goesOn.text.includes('Nothing to do'),
    goesOn.text,
  )
  const next = withVersion(sources)
  await migrate(url, next)
  const older = await refusal(database, renderBundle(sources))
  check('an older bundle brings nothing back', older.includes('older than what is installed'), older)
}

const withVersion = (sources: Sources): Sources => ({
  ...sources,
  versions: [
    ...sources.versions,
    file('20261201090000_dashboard_more.sql', 'version', 'alter table private.notes add column more text'),
  ],
})

/** What the Supabase CLI pushes installs a database, and the runner goes on from it. */
export async function testPush(database: TestDatabase, url: string, check: Check) {
  const name = '20261202090000_dashboard_objects.sql'
  const sources = smallSources()
  const sql = renderGenerated(sources, name)
  for (const version of sources.versions) await database.exec(version.sql)
  await database.exec('create view private.read_leads as select 1 as theirs')
  const taken = await refusal(database, sql)
  check('the generated version replaces nothing of others', taken.includes('view private.read_leads'), taken)
  await database.exec(`drop view private.read_leads; ${sql}`)
  const generated = { name, kind: 'version' as const, sql, checksum: checksumOf(sql) }
  const goesOn = await migrate(url, { ...sources, generated: [generated] })
  check(
    'the runner finds nothing to do after a push',
    goesOn.code === 0 && goesOn.text.includes('Nothing to do'),
    goesOn.text,
  )
  check('a generated version says so in its first line', sql.startsWith(GENERATED))
}

/** A role as a hosted project has it: no superuser, two minutes for a statement. */
export async function testHostedRole(database: TestDatabase, url: string, check: Check) {
  const password = randomBytes(12).toString('hex')
  const role = `hosted_${randomBytes(4).toString('hex')}`
  const name = await one(database, 'select current_database()')
  await database.exec(`
    create role ${role} login createrole nosuperuser password '${password}';
    alter role ${role} set statement_timeout = '2min';
    grant create on database ${name} to ${role};
    grant usage on schema auth to ${role};
    grant select, references on all tables in schema auth to ${role}`)
  const address = new URL(url)
  address.username = role
  address.password = password
  const denied = await migrate(address.href, smallSources())
  check(
    'a missing privilege is found before anything changes',
    denied.code === 2 && denied.text.includes('schema public'),
    denied.text,
  )
  await database.exec(`grant create, usage on schema public to ${role}; ${PLATFORM}`)
  const foreign = await migrate(address.href, smallSources())
  check(
    'so is a table of another role',
    foreign.code === 2 && foreign.text.includes('leads (postgres)'),
    foreign.text,
  )
  await database.exec(`alter table public.leads owner to ${role}`)
  const installed = await migrate(address.href, smallSources())
  check('a role that is no superuser installs a database in use', installed.code === 0, installed.text)
  const own = connect(address.href)
  const timeout = await one(own, 'show statement_timeout')
  await own.close()
  check('under its own limit of time', timeout === '2min', timeout)
  await database.exec(`drop owned by ${role} cascade; drop role ${role}`)
}
