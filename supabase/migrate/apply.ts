import { applyFresh } from './apply-fresh'
import { applyUsed } from './apply-used'
import { pendingFiles, readHistory } from './history'
import { buildPendingIndexes } from './indexes'
import type { Mode } from './mode'
import { PATIENCE, type Patience, usedSettings } from './patience'
import type { Session } from './session'
import type { Sources } from './sources'

export type ApplyOptions = { mode: Mode; log: (line: string) => void; patience?: Patience }

/** What the statements of our files may rely on. */
const SETTINGS = `set check_function_bodies = off; set kryonex.migrating = 'on'`
const SETTINGS_BACK = 'reset check_function_bodies; reset kryonex.migrating; reset lock_timeout; reset kryonex.defer_indexes'

/**
 * Brings a database to what the files say: versions that have not run, objects that have changed, and indexes that wait.
 * @returns the names of the files that were applied.
 */
export async function apply(session: Session, sources: Sources, options: ApplyOptions): Promise<string[]> {
  const { mode, log, patience = PATIENCE } = options
  const pending = pendingFiles(sources, await readHistory(session))
  await session.run(SETTINGS)
  try {
    if (mode === 'used') await session.run(usedSettings)
    if (mode === 'used') await applyUsed(session, pending, sources, { log, patience })
    else await applyFresh(session, pending, sources, { log, patience })
    await buildPendingIndexes(session, log, patience)
  } finally {
    // A connection that was lost has no settings to give back, and its error is the one to show.
    await session.run(SETTINGS_BACK).catch(() => undefined)
  }
  return pending.map(({ name }) => name)
}
