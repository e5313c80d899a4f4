'use server'

import { z } from 'zod'
import { idSchema } from '@/lib/ids'
import { triggerReconciliation } from '@/lib/platform/platform-api'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

/** Begins a run, or tells which is going on; a run that begins is also handed to the platform, where it has an API. */
export const beginReconciliation = adminAction(z.object({}), async (_, supabase) => {
  const begun = unwrap(await supabase.rpc('begin_reconciliation').single())
  const platform = begun.outcome === 'done' ? await triggerReconciliation(begun.run) : null
  return { ...begun, platform }
})

/** Checks the next customers of a run, and says how far it is. */
export const continueReconciliation = adminAction(z.object({ run: idSchema }), async (input, supabase) =>
  unwrap(await supabase.rpc('continue_reconciliation', input).single()),
)
