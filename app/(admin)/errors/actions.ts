'use server'

import { z } from 'zod'
import { idsSchema, requiredText } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

const resolution = z.object({ ids: idsSchema, notes: requiredText('Resolution notes') })

/** Resolves errors with a note; each row tells whether it was done, or who was first. */
export const resolveErrors = adminAction(
  resolution,
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('resolve_errors', input)),
)

/** Opens resolved errors again. */
export const reopenErrors = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('reopen_errors', input)),
)
