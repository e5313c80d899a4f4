import type { App } from '@supabase/lite'
import { apply } from '../migrate/apply'
import { ask } from '../migrate/confirm'
import { MigrateError } from '../migrate/migrate-error'
import { modeOf, readOrigins } from '../migrate/mode'
import { recogniseInstallation } from '../migrate/recognise'
import type { Session } from '../migrate/session'
import { readSources } from '../migrate/sources'
import { upgradeFrom01 } from '../migrate/upgrade-0.1'
import type { Database } from './database'
import { LocalBackendError } from './local-backend-error'

/**
 * Brings the database's schema up to date with the folder supabase, as `npm run migrate` does.
 * @param app the API over the database.
 * @returns how many files were applied.
 */
export async function migrate(app: App, database: Database): Promise<number> {
  await app.ensureSystemSchema()
  const applied = await withSession(database, async (session) => {
    const installation = await recogniseInstallation(session)
    const sources = readSources()
    const mode = modeOf(await readOrigins(session, sources))
    const run = installation.kind === '0.1' ? upgradeFrom01 : apply
    return run(session, sources, { mode, log: () => undefined })
  })
  await app.connection.clearSchemaCache()
  return applied.length
}

/**
 * Asks whether to upgrade a database of 0.1.
 * @throws LocalBackendError when it is one and nobody has said yes; nothing was changed then.
 */
export async function askBeforeUpgrade(database: Database): Promise<void> {
  const installation = await withSession(database, recogniseInstallation)
  if (installation.kind !== '0.1') return
  const answer = await ask('The database was made by version 0.1. Upgrade it, with its rows? (yes/no)')
  if (answer !== undefined && /^y(es)?$/.test(answer)) return
  await database.close()
  throw new LocalBackendError(
    'The database was made by version 0.1. Nothing was changed.',
    '`npm start -- --upgrade` upgrades it with its rows; `npm start -- --reset` deletes it and starts over with new sample data.',
  )
}

async function withSession<T>(database: Database, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await database.openSession()
  try {
    return await work(session)
  } catch (error) {
    if (!(error instanceof MigrateError)) throw error
    throw new LocalBackendError(error.message, 'The database could not be brought up to date.')
  } finally {
    await session.close()
  }
}
