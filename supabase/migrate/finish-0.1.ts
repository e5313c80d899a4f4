import { relationExists } from './relation-exists'
import type { Session } from './session'

/** Stands while audit rows of 0.1 are still to be copied, where the files are applied step by step. */
export const UNFINISHED = 'private.unfinished_upgrade'
export const BATCH = 10_000

/** Copies what is left of 0.1's audit rows, also after a run that was stopped. */
export async function finishUpgrade(session: Session): Promise<void> {
  if (!(await relationExists(session, UNFINISHED))) return
  for (;;) {
    const [row] = await session.run<{ copied: number }>(
      `select private.copy_audit_rows(${BATCH})::integer as copied`,
    )
    if (!row?.copied) break
  }
  await session.run(`drop table if exists ${UNFINISHED}`)
}
