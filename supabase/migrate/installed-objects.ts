import { relationExists } from './relation-exists'
import type { Session } from './session'

const RECORD = 'private.installed_triggers'
const VIEWS = 'private.installed_views'

/** Triggers that an installation left, as they are now. */
const INSTALLED = `from ${RECORD} i
  left join pg_trigger t on t.tgrelid = to_regclass(format('public.%I', i.relation)) and t.tgname = i.name`

/** @returns whether a trigger or a view that an installation left is gone, or a trigger disabled. */
export async function isObjectMissing(session: Session): Promise<boolean> {
  return (
    (await isAny(session, RECORD, `t.oid is null or t.tgenabled = 'D'`, INSTALLED)) ||
    (await isAny(session, VIEWS, 'to_regclass(v.name) is null', `from ${VIEWS} v`))
  )
}

async function isAny(session: Session, record: string, condition: string, source: string) {
  if (!(await relationExists(session, record))) return false
  const [row] = await session.run(`select coalesce(bool_or(${condition}), false) as found ${source}`)
  return row?.found === true
}

/** @returns for each trigger of ours that is disabled the statement that enables it. */
export async function disabledTriggers(session: Session): Promise<string[]> {
  if (!(await relationExists(session, RECORD))) return []
  const rows = await session.run<{ statement: string }>(
    `select format('alter table public.%I enable trigger %I', i.relation, i.name) as statement ${INSTALLED} where t.tgenabled = 'D'`,
  )
  return rows.map(({ statement }) => statement)
}

/** Records the triggers and views that stand at the end of a run. @param allApplied whether every object file has run. */
export async function recordObjects(session: Session, allApplied: boolean): Promise<void> {
  const [known] = await session.run(
    `select to_regprocedure('private.record_installed_objects(boolean)') is not null as is_there`,
  )
  if (known?.is_there === true) await session.run(`select private.record_installed_objects(${allApplied})`)
}
