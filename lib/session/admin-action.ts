import 'server-only'
import { refresh } from 'next/cache'
import { z } from 'zod'
import { BackendError } from '../supabase/backend-error'
import { getSupabase } from '../supabase/server'
import type { ActionResult } from './action-result'
import { whoIsAsking } from './auth'

type Client = Awaited<ReturnType<typeof getSupabase>>

const FAILURES = {
  'backend-unavailable': 'The backend cannot be reached. Nothing was changed; try again.',
  'backend-slow': 'The backend did not answer in time. Reload to see whether the change was made.',
  'backend-refused': 'The backend refused the change.',
  'backend-denied': 'Your account is not allowed to do this.',
} as const

/**
 * Wraps a state change: authorises, validates, runs it, and refreshes what the browser shows.
 * @param schema what the action accepts; anything else is refused with the field named.
 * @param run the change itself, given valid input and the caller's client.
 * @returns a server action that never throws for what can be expected.
 */
export function adminAction<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (input: z.output<Schema>, supabase: Client) => Promise<Result>,
) {
  return async (input: z.input<Schema>): Promise<ActionResult<Result>> => {
    try {
      const caller = await whoIsAsking()
      if (!caller) return { ok: false, kind: 'signed-out', message: 'Your session has ended. Sign in again.' }
      if (!caller.is_admin) return { ok: false, kind: 'denied', message: FAILURES['backend-denied'] }
      const valid = schema.safeParse(input)
      if (!valid.success) return { ok: false, kind: 'invalid', message: z.prettifyError(valid.error) }
      const data = await run(valid.data, await getSupabase())
      refresh()
      return { ok: true, data }
    } catch (error) {
      if (error instanceof BackendError) {
        console.error(error)
        return { ok: false, kind: 'unavailable', message: FAILURES[error.digest] }
      }
      throw error
    }
  }
}
