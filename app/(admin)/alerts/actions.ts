'use server'

import { z } from 'zod'
import type { RowOutcome } from '@/lib/action-result'
import { adminAction } from '@/lib/admin-action'
import { unwrap } from '@/lib/backend-error'
import { idsSchema } from '@/lib/ids'

const chosen = z.object({ ids: idsSchema })

/** Acknowledges alerts in the caller's name; each row tells whether it was done, or who was first. */
export const acknowledgeAlerts = adminAction(
  chosen,
  async (input, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('acknowledge_ops_alerts', input)),
)

/** Takes acknowledgements back. */
export const unacknowledgeAlerts = adminAction(
  chosen,
  async (input, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('unacknowledge_ops_alerts', input)),
)
