'use server'

import { z } from 'zod'
import { idSchema, idsSchema, requiredText } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'
import { CHURN_OUTCOMES } from './labels'

const resolution = z.object({
  ids: idsSchema,
  notes: requiredText('Resolution notes'),
  resolution: z.enum(CHURN_OUTCOMES),
})

/** Resolves churn alerts with what came of them and a note; each row tells whether it was done, or who was first. */
export const resolveChurn = adminAction(
  resolution,
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('resolve_churn_alerts', input)),
)

/** Opens resolved churn alerts again. */
export const reopenChurn = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('reopen_churn_alerts', input)),
)

/** Hands churn alerts to a colleague, or to nobody; whoever took one meanwhile keeps it and is named. */
export const assignChurn = adminAction(
  z.object({ ids: idsSchema, assignee: idSchema.nullable(), instead_of: idSchema.nullable() }),
  async (input, supabase): Promise<RowOutcome[]> =>
    // The generated types know no null arguments.
    unwrap(
      await supabase.rpc(
        'assign_churn_alerts',
        input as typeof input & { assignee: string; instead_of: string },
      ),
    ),
)
