import { relationExists } from './relation-exists'
import { literal, type Session, textArray } from './session'

/** The addresses that may use the dashboard; undefined where the database does not keep them. */
export async function readConfirmedAdmins(session: Session): Promise<number | undefined> {
  if (!(await relationExists(session, 'private.confirmed_admins'))) return undefined
  const [row] = await session.run<{ count: number }>(
    'select count(*)::integer as count from private.confirmed_admins',
  )
  return row?.count
}

/**
 * Confirms accounts as admins of the dashboard.
 * @returns whether the database has the routine for it.
 */
export async function confirmAdmins(session: Session, emails: string[]): Promise<boolean> {
  const [routine] = await session.run<{ prokind: string }>(
    `select p.prokind from pg_proc p
    where p.pronamespace = to_regnamespace(${literal('private')}) and p.proname = 'confirm_admins'`,
  )
  if (!routine) return false
  const call = routine.prokind === 'p' ? 'call' : 'select'
  await session.run(`${call} private.confirm_admins(${textArray(emails)})`)
  return true
}
