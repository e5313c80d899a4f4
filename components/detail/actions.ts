'use server'

import { z } from 'zod'
import { idSchema, requiredText } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

const comment = z.object({
  entity: z.enum(['error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'profiles']),
  entity_id: idSchema,
  body: requiredText('Comment'),
})

/** Says something about a row, in the caller's name; it stays with the row. */
export const addComment = adminAction(comment, async (input, supabase) =>
  unwrap(await supabase.rpc('add_comment', input)),
)

const place = z.object({
  // A table; the database decides what may be revealed (private.revealable).
  entity: z.string().max(63),
  id: idSchema,
  path: z.array(z.string().max(2000)).min(1).max(100),
})

/** Reads one masked value as it was recorded; the audit log keeps who looked at what. */
export const revealValue = adminAction(place, async (input, supabase) => {
  return unwrap(await supabase.rpc('reveal', input)) ?? 'null'
})

const undoable = z.object({
  entity: z.enum(['error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'unknown_phone']),
  id: idSchema,
  act: z.enum(['resolve', 'acknowledge', 'close', 'snooze']),
})

/** Takes back what was done to a row, as its undo in the list would. */
export const undoAct = adminAction(undoable, async ({ entity, id, act }, supabase): Promise<RowOutcome[]> => {
  const ids = [id]
  switch (`${entity} ${act}`) {
    case 'error_groups resolve':
      return unwrap(await supabase.rpc('reopen_error_groups', { ids }))
    case 'error_groups snooze':
      return unwrap(await supabase.rpc('unsnooze_error_groups', { ids }))
    case 'error_logs resolve':
      return unwrap(await supabase.rpc('reopen_errors', { ids }))
    case 'ops_alerts acknowledge':
      return unwrap(await supabase.rpc('unacknowledge_ops_alerts', { ids }))
    case 'ops_alerts close':
      return unwrap(await supabase.rpc('reopen_ops_alerts', { ids }))
    case 'ops_alerts snooze':
      return unwrap(await supabase.rpc('unsnooze_ops_alerts', { ids }))
    case 'churn_alerts resolve':
      return unwrap(await supabase.rpc('reopen_churn_alerts', { ids }))
    case 'unknown_phone resolve':
      return unwrap(await supabase.rpc('reopen_unknown_numbers', { ids }))
    default:
      return []
  }
})
