import { setTimeout as sleep } from 'node:timers/promises'
import { CODE, codeOf, type Session } from './session'
import { isCall, isDefinition, type Step } from './steps'

/** How long a statement may wait for a lock: everybody who comes after it waits with it. */
const LOCK_MS = 300
/** How long a definition may take: it may hold locks that it has got while it waits for others. */
const DEFINITION_MS = 700
/** A definition that is cut short this often for nobody's lock needs more time than that. */
const CUT_SHORT = 5
/** A procedure that ran for this long has committed something: its patience begins again. */
const PROGRESS_MS = 5000
const LONGEST_PAUSE_MS = 2000

export type Patience = {
  /** How long a step is tried before the run gives up. */
  forMs: number
  onWait?: (seconds: number) => void
}

export const PATIENCE: Patience = { forMs: 5 * 60_000 }

/**
 * Runs a step in a transaction of its own, as often as it takes, so that nobody waits for it longer than a moment.
 * @throws the last error when another session has held a lock for too long, and any other error at once.
 */
export async function runPatiently(
  session: Session,
  step: Step,
  patience: Patience = PATIENCE,
): Promise<void> {
  let started = Date.now()
  let limit = DEFINITION_MS
  for (let attempt = 1, cut = 0; ; attempt += 1) {
    const begun = Date.now()
    try {
      return await runOnce(session, step, limit)
    } catch (error) {
      const code = codeOf(error)
      if (Date.now() - begun > PROGRESS_MS && step.statements.some(isCall)) started = Date.now()
      if (!mayPass(code, step) || Date.now() - started > patience.forMs) throw error
      if (code === CODE.canceled && ++cut % CUT_SHORT === 0) limit *= 2
      if (attempt % 10 === 0) patience.onWait?.(Math.round((Date.now() - started) / 1000))
    }
    await sleep(pauseAfter(attempt))
  }
}

/** Longer after each attempt, and never the same for two. */
export const pauseAfter = (attempt: number) =>
  Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(attempt, 6)) * (0.5 + Math.random() / 2)

async function runOnce(session: Session, { statements }: Step, limit: number) {
  const [first] = statements
  if (first && statements.length === 1 && !isDefinition(first)) {
    await session.run(first.text)
    return
  }
  const limits = `set local lock_timeout = ${LOCK_MS}; set local statement_timeout = ${limit}`
  const settings = session.isServer ? `begin; ${limits};` : 'begin;'
  try {
    // Sent one by one: the limit of time counts for each, and an error names its own.
    await session.run(settings)
    for (const statement of statements) {
      await session.run(statement.text).catch((error) => {
        throw Object.assign(error, { statement })
      })
    }
    await session.run('commit')
  } catch (error) {
    await session.run('rollback')
    throw error
  }
}

/** Whether an error is about the moment, such as a lock that another session holds, and not about the statement. */
export const isOfTheMoment = (code: string | undefined): boolean =>
  code === undefined ||
  [CODE.lockNotAvailable, CODE.deadlock, CODE.internal, CODE.canceled, CODE.objectInUse].includes(code)

/** Whether a step may succeed when it is tried again. */
function mayPass(code: string | undefined, { statements }: Step) {
  if (code === CODE.lockNotAvailable || code === CODE.deadlock || code === CODE.internal) return true
  const [first] = statements
  return code === CODE.canceled && first !== undefined && (isDefinition(first) || isCall(first))
}

/** The settings of a session that works on a database in use. */
export const usedSettings = `set lock_timeout = ${LOCK_MS}; set kryonex.defer_indexes = 'on'`
