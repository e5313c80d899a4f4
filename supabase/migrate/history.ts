import { literal, type Session } from './session'
import { INSTALLATION, type SourceFile, type Sources } from './sources'

/** The checksum with which each file was applied. */
export type History = Map<string, string>

const TRIGGERS = 'private.installed_triggers'

/** True when a trigger that an installation left is gone or disabled. */
const TRIGGER_MISSING = `exists (
  select from ${TRIGGERS} i
  left join pg_trigger t on t.tgrelid = to_regclass(format('public.%I', i.relation)) and t.tgname = i.name
  where t.oid is null or t.tgenabled = 'D')`

/**
 * What has been applied; undefined when nothing was ever installed. The object files count as applied only while all
 * triggers stand that they attached: another run then mends what somebody dropped.
 */
export async function readHistory(session: Session): Promise<History | undefined> {
  if (!(await relationExists(session, 'private.migration_history'))) return undefined
  const isMissing = (await relationExists(session, TRIGGERS)) ? TRIGGER_MISSING : 'false'
  const rows = await session.run<{ name: string; checksum: string }>(
    `select name, checksum from private.migration_history where kind <> 'objects' or not ${isMissing}`,
  )
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

/** Records the triggers that stand at the end of a run. @param allApplied whether every object file has run. */
export async function recordTriggers(session: Session, allApplied: boolean): Promise<void> {
  const [known] = await session.run(
    `select to_regprocedure('private.record_installed_triggers(boolean)') is not null as is_there`,
  )
  if (known?.is_there === true) await session.run(`select private.record_installed_triggers(${allApplied})`)
}

/** The statement that records a file. */
export const recordStatement = ({ name, kind, checksum }: SourceFile) =>
  `insert into private.migration_history (name, kind, checksum)
  values (${literal(name)}, ${literal(kind)}, ${literal(checksum)})
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now()`

/** What makes the objects count as not applied. */
export const FORGET_OBJECTS = `delete from private.migration_history where kind = 'objects'`

/** The files that are still to be applied, the one that makes the history first. */
export function pendingFiles(sources: Sources, history: History | undefined): SourceFile[] {
  const versions = sources.versions.filter(({ name }) => !history?.has(name))
  const first = versions.filter(({ name }) => INSTALLATION.test(name))
  const objects = sources.objects.filter(({ name, checksum }) => history?.get(name) !== checksum)
  return [...first, ...versions.filter((file) => !first.includes(file)), ...objects]
}

/** Versions that were edited after they had been applied: they are never applied a second time. */
export const editedVersions = (sources: Sources, history: History | undefined) =>
  sources.versions
    .filter(({ name, checksum }) => history?.has(name) && history.get(name) !== checksum)
    .map(({ name }) => name)

/** Whether a table or view exists and can be read, by its name with its schema. */
export async function relationExists(session: Session, name: string): Promise<boolean> {
  const [schema = '', relation = ''] = name.split('.')
  const [row] = await session.run(`
    select coalesce(bool_or(case when has_schema_privilege(n.oid, 'usage') then has_table_privilege(c.oid, 'select') end), false) as found
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${literal(schema)} and c.relname = ${literal(relation)}`)
  return row?.found === true
}
