import type { Preflight } from './preflight'
import { splitStatements } from './statements'
import { stepsOf } from './steps'

/** What a step takes without anybody in its way, and how much of a table an index reads in a second. */
const STEP_SECONDS = 0.02
const INDEX_BYTES_PER_SECOND = 10 * 1024 * 1024
const INDEX_PER_TABLE = 6

/** The plan as it is printed: what the database is, what will change, and what will not. */
export function describePlan(preflight: Preflight): string {
  const sections = [
    describeServer(preflight),
    describeUpgrade(preflight),
    describeTables(preflight),
    describeFiles(preflight),
    describeAdmins(preflight),
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function describeServer({ server, mode, installation }: Preflight) {
  const modes = {
    fresh:
      'fresh: the contract’s tables are ours or do not exist yet, and get everything that the contract says',
    used: 'in use: tables were there before us, and there we only add',
  }
  const found = {
    none: 'nothing',
    present: 'an installation, which this goes on from',
    '0.1': 'an installation of 0.1',
  }
  return [
    `Postgres ${server.version}, database ${server.database}, as ${server.role}${server.is_superuser ? ' (superuser)' : ''}`,
    `Kind of database: ${modes[mode]}`,
    `Found of ours: ${found[installation.kind]}`,
  ]
}

function describeUpgrade({ changesOf01 }: Preflight) {
  if (!changesOf01) return []
  const { repeatedKeys } = changesOf01
  return [
    'Upgrade of version 0.1: its routines, views, triggers and policies are replaced by those of this version, and its audit rows are copied to audit_trail.',
    ...(repeatedKeys > 0
      ? [
          `${count(repeatedKeys)} keys of webhook_queue repeat: the rows stay, and idempotency_key is not made unique.`,
        ]
      : []),
  ]
}

function describeTables({ origins, tables, contract, takenIndexes, pending, cautions }: Preflight) {
  const sizes = new Map(tables.map((table) => [table.name, table]))
  const words = { missing: 'missing, will be created', ours: 'created by us', platform: 'the platform’s' }
  const lines = origins.map(({ name, origin }) => {
    const size = sizes.get(name)
    const missing = origin === 'missing' && pending.length === 0 ? 'missing' : words[origin]
    return `  ${name.padEnd(26)} ${missing}${size ? `, about ${count(size.rows)} rows, ${megabytes(size.bytes)}` : ''}`
  })
  const platform = new Set(origins.filter(({ origin }) => origin === 'platform').map(({ name }) => name))
  const hindered = tables.filter(
    ({ name, publications, triggers }) => platform.has(name) && publications.length + triggers.length > 0,
  )
  return [
    'Tables of the contract:',
    ...lines,
    ...(contract ? describeContract(contract) : []),
    ...listed(
      'Rows of these tables are not back-filled, because each change would be published or would run triggers of others:',
      hindered.map(
        ({ name, publications, triggers }) => `${name} (${[...publications, ...triggers].join(', ')})`,
      ),
    ),
    ...listed('Indexes that are not built, because something else has their names:', takenIndexes),
    ...(platform.size > 0 && pending.length > 0 ? describeCautions(cautions) : []),
  ]
}

/** Nullable columns disturb nobody but who counts them. */
function describeCautions({ copies, grants }: Preflight['cautions']) {
  return [
    'The platform’s tables also get columns of our own, triggers and indexes: the table in supabase/README.md names each. A statement that copies whole rows by position (insert into a copy select *), or that was prepared before, meets more columns than it did.',
    ...listed('Functions that may copy whole rows so: name their columns first.', copies),
    ...listed(
      'Tables on which a role may read single columns only: its "select *" is refused once there are more. Grant it the new ones, or name the columns.',
      grants,
    ),
  ]
}

function describeContract({ added, otherwise, left }: NonNullable<Preflight['contract']>) {
  const tables = [...new Set(added.map(({ relation }) => relation))]
  const addedTo = (table: string) => added.filter(({ relation }) => relation === table)
  return [
    ...listed(
      'Documented columns that will be added, all of them nullable:',
      tables.map(
        (table) =>
          `${table}: ${addedTo(table)
            .map(({ name, type }) => `${name} ${type}`)
            .join(', ')}`,
      ),
    ),
    ...listed(
      'Documented columns that stay as they are, under the type that they have:',
      otherwise.map(
        ({ relation, name, type, found }) => `${relation}.${name}: ${found}, documented as ${type}`,
      ),
    ),
    ...(left.length > 0
      ? [
          `Not added to the platform’s tables, because they could refuse its writes: ${left.length} constraints of the contract.`,
        ]
      : []),
  ]
}

function describeFiles({ pending, edited, mode, tables, origins }: Preflight) {
  const changed =
    edited.length > 0 ? [`Edited after they were applied, and not applied again: ${edited.join(', ')}`] : []
  if (pending.length === 0) return ['Nothing to apply: every file is as it was applied.', ...changed]
  const versions = pending.filter(({ kind }) => kind === 'version').length
  const steps = pending.flatMap(({ sql }) => stepsOf(splitStatements(sql))).length
  const platform = new Set(origins.filter(({ origin }) => origin === 'platform').map(({ name }) => name))
  const bytes = tables.filter(({ name }) => platform.has(name)).reduce((sum, table) => sum + table.bytes, 0)
  const seconds =
    steps * STEP_SECONDS + (mode === 'used' ? (bytes * INDEX_PER_TABLE) / INDEX_BYTES_PER_SECOND : 0)
  return [
    `To apply: ${versions} versions and ${pending.length - versions} object files, ${steps} steps.`,
    `Estimate: about ${duration(seconds)}. That is ${STEP_SECONDS * 1000} ms for each step, and for indexes and back-filling ${INDEX_PER_TABLE} readings of each of the platform’s tables at ${INDEX_BYTES_PER_SECOND / 1024 ** 2} MB a second; a guess, and longer where others hold locks.`,
    ...changed,
  ]
}

function describeAdmins({ admins, confirmedAdmins }: Preflight) {
  const today = admins.length > 0 ? [`Admins of the platform today: ${admins.join(', ')}`] : []
  if (confirmedAdmins) return [...today, `Confirmed as admins of the dashboard: ${confirmedAdmins}`]
  return [
    ...today,
    'No admin of the dashboard is confirmed yet: name them with --admins a@example.com,b@example.com',
  ]
}

const listed = (title: string, items: string[]) =>
  items.length > 0 ? [title, ...items.map((item) => `  ${item}`)] : []
const count = (rows: number) => Math.round(rows).toLocaleString('en')
const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(bytes < 1024 ** 2 ? 1 : 0)} MB`
const duration = (seconds: number) =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} minutes`
