'use server'

import { z } from 'zod'
import { idSchema } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

const chosen = z.object({ ids: z.array(idSchema).min(1).max(200) })

/** Recalculates the health of customers and saves it. */
export const recalculateHealth = adminAction(
  chosen,
  async ({ ids }, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('recalculate_health', { user_ids: ids })),
)

/** Undoes the caller's own last calculation, where nothing was calculated since. */
export const restoreHealth = adminAction(
  chosen,
  async ({ ids }, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('restore_health', { user_ids: ids })),
)
