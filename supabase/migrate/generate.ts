import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { recordStatement } from './history'
import { contractTables } from './mode'
import { claimStatement, existingNames, namesOf, type ObjectName, replacedNames } from './names'
import { literal } from './session'
import {
  FOLDERS,
  type Folders,
  GENERATED,
  INSTALLATION,
  isContract,
  readSources,
  type SourceFile,
  type Sources,
} from './sources'

const NAME = '_dashboard_objects.sql'

/** The version that installs the objects where the Supabase CLI applies the folder of versions. */
export function renderGenerated(sources: Sources, name: string): string {
  const title = `${GENERATED} by \`npm run migrate -- --generate\`, for \`supabase db push\`. Do not edit.`
  return [title, ...renderObjects(sources, name, [])].join('\n\n')
}

/** The one file of ours for the SQL editor, to be run after the contract's files. */
export function renderBundle(sources: Sources): string {
  const name =
    [...sources.versions, ...sources.generated]
      .map((file) => file.name)
      .sort()
      .at(-1) ?? ''
  const own = sources.versions.filter((file) => !isContract(file))
  const first = own.filter((file) => INSTALLATION.test(file.name))
  const others = own.filter((file) => !first.includes(file))
  const title = `${GENERATED} by \`npm run migrate -- --bundle\`, for the SQL editor: run it after the contract’s files.`
  const [guard = '', ...objects] = renderObjects(sources, name, contractTables(sources))
  return [title, guard, ...[...first, ...others].map(renderOnce), ...objects].join('\n\n')
}

function renderObjects(sources: Sources, name: string, tables: string[]): string[] {
  const version: SourceFile = { name, kind: 'version', sql: '', checksum: checksumOfObjects(sources) }
  const files = [...sources.versions.filter((file) => file.name !== name), ...sources.objects, version]
  return [
    renderGuard(name, replacedNames(sources), tables),
    'set check_function_bodies = off;',
    ...sources.objects.map((file) => `-- ${file.name}\n\n${file.sql.trim()}`),
    `${claimStatement(namesOf(sources))};`,
    files.map((file) => `${recordStatement(file)};`).join('\n'),
    'reset check_function_bodies;\n',
  ]
}

const checksumOfObjects = ({ objects }: Sources) =>
  objects.map(({ checksum }) => checksum.slice(0, 8)).join('.')

/** Refuses a database that has newer objects, or objects of others under our names. */
function renderGuard(name: string, names: ObjectName[], tables: string[]) {
  const missing = tables
    .map((table) => `to_regclass(${literal(`public.${table}`)}) is null`)
    .join('\n    or ')
  return `do $guard$
declare
  taken text;
begin
  ${missing ? `if ${missing} then\n    raise exception 'Run the files of the contract first.';\n  end if;\n  ` : ''}if to_regclass('private.migration_history') is not null then
    if exists (select from private.migration_history where kind = 'version' and name > ${literal(name)}) then
      raise exception 'This file is older than what is installed.';
    end if;
  end if;
  ${renderTaken(names)}
end
$guard$;`
}

function renderTaken(names: ObjectName[]) {
  if (names.length === 0) return 'taken := null;'
  return `create temporary table kryonex_taken on commit drop as ${existingNames(names)};
  if to_regclass('private.claimed_names') is not null then
    delete from pg_temp.kryonex_taken t
    where exists (select from private.claimed_names c where c.kind = t.kind and c.name = t.name);
  end if;
  select string_agg(t.kind || ' ' || t.name, ', ') into taken from pg_temp.kryonex_taken t;
  drop table pg_temp.kryonex_taken;
  if taken is not null then
    raise exception 'These objects carry names of ours and are not ours: %', taken
      using hint = 'An installation of 0.1 is upgraded by: npm run migrate -- --db-url ...';
  end if;`
}

/** A version of ours, which the database's history may already have. */
function renderOnce({ name, sql }: SourceFile) {
  const applied = `select from private.migration_history where name = ${literal(name)}`
  // The file that makes the history can run any number of times.
  if (INSTALLATION.test(name)) return `-- ${name}\n\n${sql.trim()}`
  const quote = quoteFor(sql)
  return `do $once$
begin
  if not exists (${applied}) then
    execute ${quote}${sql.trim()}${quote};
  end if;
end
$once$;`
}

function quoteFor(sql: string) {
  let quote = '$version$'
  for (let number = 1; sql.includes(quote) || quote === '$once$'; number += 1) quote = `$version${number}$`
  return quote
}

/** Whether the latest generated version is what the sources make. */
export function isGeneratedCurrent(sources: Sources): boolean {
  const latest = sources.generated.at(-1)
  return latest !== undefined && latest.sql === renderGenerated(sources, latest.name)
}

/**
 * Writes the version for the Supabase CLI. Older ones become comments: the CLI's history keeps their names, and nothing
 * brings their bodies back.
 * @returns the name of what was written; undefined when the latest one is current.
 */
export function writeGenerated(moment: Date, folders: Folders = FOLDERS): string | undefined {
  const sources = readSources(folders)
  if (isGeneratedCurrent(sources)) return undefined
  const stamp = moment.toISOString().replace(/\D/g, '').slice(0, 14)
  const last =
    [...sources.versions, ...sources.generated]
      .map(({ name }) => name.slice(0, 14))
      .sort()
      .at(-1) ?? ''
  const name = `${stamp > last ? stamp : String(BigInt(last) + 1n)}${NAME}`
  for (const older of sources.generated) {
    writeFileSync(path.join(folders.migrations, older.name), `${GENERATED}, and replaced by ${name}.\n`)
  }
  writeFileSync(path.join(folders.migrations, name), renderGenerated(sources, name))
  return name
}
