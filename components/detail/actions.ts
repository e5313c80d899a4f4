'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/admin-action'
import { unwrap } from '@/lib/backend-error'
import { requiredText } from '@/lib/ids'

const comment = z.object({
  entity: z.enum(['error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'profiles']),
  entity_id: z.uuid(),
  body: requiredText('Comment'),
})

/** Says something about a row, in the caller's name; it stays with the row. */
export const addComment = adminAction(comment, async (input, supabase) =>
  unwrap(await supabase.rpc('add_comment', input)),
)

const place = z.object({
  entity: z.enum(['error_logs', 'webhook_queue', 'ops_alerts']),
  id: z.uuid(),
  path: z.array(z.string().max(2000)).min(1).max(100),
})

/** Reads one masked value as it was recorded; the audit log keeps who looked at what. */
export const revealValue = adminAction(place, async (input, supabase) => {
  const value = unwrap(await supabase.rpc('reveal', input))
  return typeof value === 'string' ? value : JSON.stringify(value)
})
