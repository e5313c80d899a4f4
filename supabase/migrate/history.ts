import { isObjectMissing } from './installed-objects'
import { relationExists } from './relation-exists'
import { literal, type Session } from './session'
import { INSTALLATION, type SourceFile, type Sources } from './sources'

/** The checksum with which each file was applied. */
export type History = Map<string, string>

/**
 * What has been applied; undefined when nothing was ever installed. The object files count as applied only while all
 * their triggers and views stand: another run then mends what somebody dropped.
 */
export async function readHistory(session: Session): Promise<History | undefined> {
  if (!(await relationExists(session, 'private.migration_history'))) return undefined
  const isMissing = await isObjectMissing(session)
  const rows = await session.run<{ name: string; checksum: string }>(
    `select name, checksum from private.migration_history where kind <> 'objects' or not ${isMissing}`,
  )
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
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
