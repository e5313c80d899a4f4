import { setTimeout as sleep } from 'node:timers/promises'
import { recordStatement } from './history'
import { MigrateError } from './migrate-error'
import { type Patience, pauseAfter } from './patience'
import { ChangedShape, dropStatements, throwChangedShape } from './replace'
import { CODE, codeOf, messageOf, type Session } from './session'
import type { SourceFile, Sources } from './sources'
import { splitStatements } from './statements'

type Options = { log: (line: string) => void; patience: Patience }

const MOST_REPLACED = 200
const LOCK_MS = 2000

/** Applies files to a database whose tables are ours, each in one transaction. */
export async function applyFresh(
  session: Session,
  pending: SourceFile[],
  sources: Sources,
  { patience }: Options,
): Promise<void> {
  for (const file of pending) {
    try {
      await inOneTransaction(session, [applyAndRecord(file)], patience)
    } catch (error) {
      const changed = file.kind === 'objects' ? await findChangedShape(session, file, error) : undefined
      if (!changed) throw new MigrateError(`${file.name}: ${describeError(error, file.sql)}`)
      return replaceAll(session, sources, changed, patience)
    }
  }
}

/** Runs texts in one transaction, again while somebody else holds a lock. */
export async function inOneTransaction(session: Session, texts: string[], patience: Patience) {
  const started = Date.now()
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.run(session.isServer ? `begin; set local lock_timeout = ${LOCK_MS}` : 'begin')
      for (const text of texts) await session.run(text)
      await session.run('commit')
      return
    } catch (error) {
      await session.run('rollback')
      const mayPass = [CODE.lockNotAvailable, CODE.deadlock].includes(codeOf(error) ?? '')
      if (!mayPass || Date.now() - started > patience.forMs) throw error
    }
    await sleep(pauseAfter(attempt))
  }
}

/** Drops what has another shape now and applies every object file, all in one transaction. */
async function replaceAll(session: Session, { objects }: Sources, first: ChangedShape, patience: Patience) {
  const drops = await dropStatements(session, first)
  for (let round = 0; round < MOST_REPLACED; round += 1) {
    try {
      return await inOneTransaction(session, [...drops, ...objects.map(applyAndRecord)], patience)
    } catch (error) {
      const changed = await firstChangedShape(session, drops, objects, error)
      drops.push(...(await dropStatements(session, changed)))
    }
  }
  throw new MigrateError('The object files change one another again and again.')
}

/** A file's statements, and the one that records it. */
export const applyAndRecord = (file: SourceFile) => `${file.sql}\n;${recordStatement(file)}`

async function firstChangedShape(session: Session, drops: string[], objects: SourceFile[], error: unknown) {
  const code = codeOf(error)
  if (code !== CODE.invalidTable && code !== CODE.invalidFunction) throw new MigrateError(messageOf(error))
  try {
    await session.run('begin')
    for (const drop of drops) await session.run(drop)
    for (const file of objects) await runEach(session, file)
  } catch (found) {
    if (found instanceof ChangedShape) return found
    throw new MigrateError(messageOf(found))
  } finally {
    await session.run('rollback')
  }
  throw error
}

/** Which object of a file has another shape, found by running its statements one by one and undoing them. */
async function findChangedShape(session: Session, file: SourceFile, error: unknown) {
  const code = codeOf(error)
  if (code !== CODE.invalidTable && code !== CODE.invalidFunction) return undefined
  try {
    await session.run('begin')
    await runEach(session, file)
  } catch (found) {
    if (found instanceof ChangedShape) return found
  } finally {
    await session.run('rollback')
  }
  return undefined
}

async function runEach(session: Session, file: SourceFile) {
  for (const statement of splitStatements(file.sql)) {
    await session.run(statement.text).catch((error) => throwChangedShape(error, statement))
  }
}

/** The message of an error, and the line of the file when the server reports the place. */
function describeError(error: unknown, sql: string) {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN
  const line = position > 0 ? `line ${sql.slice(0, position - 1).split('\n').length}: ` : ''
  return `${line}${messageOf(error)}`
}
