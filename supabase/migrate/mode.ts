import { readTablesOf01 } from './installed-0.1'
import { recogniseInstallation } from './recognise'
import { relationExists } from './relation-exists'
import type { Session } from './session'
import { isContract, type Sources } from './sources'

/** Whether our files created the contract's tables, or found some of them. */
export type Mode = 'fresh' | 'used'

export type TableOrigin = { name: string; origin: 'missing' | 'ours' | 'platform' }

/** The tables of schema public that the contract's files create. */
export function contractTables(sources: Sources): string[] {
  const files = sources.versions.filter(isContract)
  const found = files.flatMap(({ sql }) => [
    ...sql.matchAll(/^\s*create table (?:if not exists )?public\.(\w+)/gim),
  ])
  return [...new Set(found.map(([, table]) => String(table)))]
}

/** The tables of schema public that our files record when they create them. */
export function createdTables(sources: Sources): string[] {
  const found = sources.versions.flatMap(({ sql }) => [
    ...sql.matchAll(/insert into private\.created_tables \(relation\) values \('(\w+)'\)/g),
  ])
  return [...new Set(found.map(([, table]) => String(table)))]
}

/** Where each of the contract's tables comes from. */
export async function readOrigins(session: Session, sources: Sources): Promise<TableOrigin[]> {
  const existing = await session.run<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f', 'v', 'm')`,
  )
  const created = await readCreated(session)
  const [there, ours] = [existing, created].map((rows) => new Set(rows.map(({ name }) => name)))
  return contractTables(sources).map((name) => ({
    name,
    origin: !there?.has(name) ? 'missing' : ours?.has(name) ? 'ours' : 'platform',
  }))
}

/** The tables that are recorded as ours; of 0.1, which recorded none, those that are as it made them. */
async function readCreated(session: Session): Promise<{ name: string }[]> {
  const { kind } = await recogniseInstallation(session)
  if (kind === '0.1') return (await readTablesOf01(session)).map((name) => ({ name }))
  if (!(await relationExists(session, 'private.created_tables'))) return []
  return session.run<{ name: string }>('select relation as name from private.created_tables')
}

export const modeOf = (origins: TableOrigin[]): Mode =>
  origins.some(({ origin }) => origin === 'platform') ? 'used' : 'fresh'
