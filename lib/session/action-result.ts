/** The outcome of one row: see the database functions that change state. */
export type RowOutcome = {
  id: string
  outcome: string
  happened_at: string | null
  actor_id: string | null
  actor_email: string | null
}

/** What a server action answers: its data, or a reason that the screen can show. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; kind: 'signed-out' | 'denied' | 'invalid' | 'unavailable' | 'unreachable'; message: string }

/**
 * Calls a server action from the browser.
 * @param answer the promise of its result.
 * @returns the result; "unreachable" where the request itself fails, offline or while the server restarts.
 */
export async function resultOrUnreachable<T>(answer: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await answer
  } catch {
    return { ok: false, kind: 'unreachable', message: 'The server could not be reached.' }
  }
}
