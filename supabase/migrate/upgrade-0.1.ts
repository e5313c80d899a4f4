import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ApplyOptions, apply } from './apply'
import { recordStatement } from './history'
import { MigrateError } from './migrate-error'
import { messageOf, type Session } from './session'
import { INSTALLATION, type Sources } from './sources'

const FILE = path.join(import.meta.dirname, 'upgrade-0.1.sql')

/**
 * Brings a complete database of 0.1 to the present versions in one transaction, then applies the objects.
 * @returns the names of the object files that were applied.
 */
export async function upgradeFrom01(
  session: Session,
  sources: Sources,
  options: ApplyOptions,
): Promise<string[]> {
  const installation = sources.versions.filter(({ name }) => INSTALLATION.test(name))
  try {
    await session.run('begin')
    for (const { sql } of installation) await session.run(sql)
    await session.run(readFileSync(FILE, 'utf8'))
    for (const version of sources.versions) await session.run(recordStatement(version))
    await session.run('commit')
  } catch (error) {
    await session.run('rollback')
    throw new MigrateError(`The database of 0.1 was not upgraded: ${messageOf(error)} Nothing was changed.`)
  }
  return apply(session, sources, options)
}
