'use server'

import { z } from 'zod'
import { idsSchema, requiredText } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

/** Ends sessions for a reason; each row tells whether it was done, or who was first. */
export const revokeSessions = adminAction(
  z.object({ ids: idsSchema, reason: requiredText('Reason') }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('revoke_sessions', input)),
)
