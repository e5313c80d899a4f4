'use server'

import { z } from 'zod'
import type { RowOutcome } from '@/lib/action-result'
import { adminAction } from '@/lib/admin-action'
import { unwrap } from '@/lib/backend-error'
import { idsSchema, requiredText } from '@/lib/ids'

const resolution = z.object({ ids: idsSchema, notes: requiredText('Resolution notes') })

/** Resolves churn alerts with a note; each row tells whether it was done, or who was first. */
export const resolveChurn = adminAction(
  resolution,
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('resolve_churn_alerts', input)),
)

/** Opens resolved churn alerts again. */
export const reopenChurn = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('reopen_churn_alerts', input)),
)
