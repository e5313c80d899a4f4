'use server'

import { z } from 'zod'
import { idSchema, idsSchema, requiredText } from '@/lib/ids'
import { forwardRequeued } from '@/lib/platform/forward-to-platform'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

/**
 * Puts webhooks back into the queue; each row tells whether it was done, or was pending already. Sent again with
 * the same token, it does nothing again. The database asks for a reason where something would happen twice.
 * Where the platform has an API of its own they are handed to it as well.
 */
export const requeueWebhooks = adminAction(
  z.object({
    ids: idsSchema,
    reason: z.string().trim().max(2000, 'Reason may have at most 2,000 characters.'),
    token: idSchema,
  }),
  async (input, supabase): Promise<{ outcomes: RowOutcome[]; handover: string | null }> => {
    const outcomes = unwrap(await supabase.rpc('requeue_webhooks', input))
    const done = outcomes.filter(({ outcome }) => outcome === 'done').map(({ id }) => id)
    return { outcomes, handover: await forwardRequeued(done) }
  },
)

/** Leaves webhooks out for a reason: they never run unless somebody puts them back. */
export const skipWebhooks = adminAction(
  z.object({ ids: idsSchema, reason: requiredText('Reason') }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('skip_webhooks', input)),
)

/** Puts back what was skipped: what had failed is failed again, what had been waiting waits again. */
export const unskipWebhooks = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('unskip_webhooks', input)),
)
