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
  | { ok: false; kind: 'signed-out' | 'denied' | 'invalid' | 'unavailable'; message: string }
