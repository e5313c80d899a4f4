/** What became of one row: see the database functions that change state. */
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
 * Awaits a server action in the browser.
 * @param answer the promise of its answer.
 * @returns the answer; where the request itself fails, offline or while the server restarts, that as an answer too.
 */
export async function settle<T>(answer: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await answer
  } catch {
    return { ok: false, kind: 'unreachable', message: 'The server could not be reached.' }
  }
}
