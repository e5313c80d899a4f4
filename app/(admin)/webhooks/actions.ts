'use server'

import { z } from 'zod'
import type { RowOutcome } from '@/lib/action-result'
import { adminAction } from '@/lib/admin-action'
import { unwrap } from '@/lib/backend-error'
import { idsSchema, requiredText } from '@/lib/ids'

/** Puts webhooks back into the queue for a reason; each row tells whether it was done, or was pending already. */
export const requeueWebhooks = adminAction(
  z.object({ ids: idsSchema, reason: requiredText('Reason') }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('requeue_webhooks', input)),
)
