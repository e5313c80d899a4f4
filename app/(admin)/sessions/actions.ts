'use server'

import { z } from 'zod'
import type { RowOutcome } from '@/lib/action-result'
import { adminAction } from '@/lib/admin-action'
import { unwrap } from '@/lib/backend-error'
import { idsSchema, requiredText } from '@/lib/ids'

/** Ends sessions for a reason; each row tells whether it was done, or who was first. */
export const revokeSessions = adminAction(
  z.object({ ids: idsSchema, reason: requiredText('Reason') }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('revoke_sessions', input)),
)
