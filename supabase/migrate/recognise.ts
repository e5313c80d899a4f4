import { readHistory } from './history'
import { relationExists } from './relation-exists'
import type { Session } from './session'

/**
 * What of ours a database holds: nothing, an installation that this runner goes on from, or one of 0.1, whose 120
 * versions were recorded by the embedded backend or by the Supabase CLI, or by nobody.
 */
export type Installation =
  | { kind: 'none' }
  | { kind: 'present' }
  | { kind: '0.1'; versions: string[]; isComplete: boolean; recordedBy: 'supabase_migrations' | 'nobody' }

const FIRST_OWN = '20261122100000'
const LAST = '20261126250100'
/** A routine that the first file of 0.1 made, and nothing else. */
const OWN_ROUTINE = 'private.require_e164(text,text)'

/** Looks for an installation of ours, and changes nothing. */
export async function recogniseInstallation(session: Session): Promise<Installation> {
  const history = await readHistory(session)
  if (history && history.size > 0) return { kind: 'present' }
  const versions = await readVersions(session)
  if (versions.some((version) => version >= FIRST_OWN)) {
    return { kind: '0.1', versions, isComplete: versions.includes(LAST), recordedBy: 'supabase_migrations' }
  }
  const [row] = await session.run<{ found: boolean }>(
    `select to_regprocedure('${OWN_ROUTINE}') is not null as found`,
  )
  if (row?.found) {
    return { kind: '0.1', versions: [], isComplete: false, recordedBy: 'nobody' }
  }
  return { kind: 'none' }
}

/** The versions of 0.1 that the history of the CLI, which the embedded backend kept too, has recorded. */
async function readVersions(session: Session): Promise<string[]> {
  if (!(await relationExists(session, 'supabase_migrations.schema_migrations'))) return []
  const rows = await session.run<{ version: string }>(
    `select version from supabase_migrations.schema_migrations
    where version between '20261122090000' and '${LAST}'
      and (version <= '20261122091000' or name ~ '^(dashboard|adopt)_' or name is null)
    order by version`,
  )
  return rows.map(({ version }) => version)
}
