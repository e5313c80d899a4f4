'use server'

import { z } from 'zod'
import { undeclaredKeys } from '@/app/(admin)/lists'
import { idSchema, idsSchema } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

const chosen = z.object({ ids: idsSchema })
const some = z.array(idSchema).max(1000)

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

/** Takes back what acknowledging did: first acknowledgements, and those that only held on for longer. */
export const undoAcknowledging = adminAction(
  z.object({ first: some, again: some }),
  async ({ first, again }, supabase): Promise<RowOutcome[]> => [
    ...(first.length > 0 ? unwrap(await supabase.rpc('unacknowledge_ops_alerts', { ids: first })) : []),
    ...(again.length > 0 ? unwrap(await supabase.rpc('unsnooze_ops_alerts', { ids: again })) : []),
  ],
)

/** Keeps alerts out of the open list until a time. */
export const snoozeAlerts = adminAction(
  chosen.extend({ until: z.iso.datetime() }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('snooze_ops_alerts', input)),
)

/** Ends snoozes. */
export const unsnoozeAlerts = adminAction(
  chosen,
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('unsnooze_ops_alerts', input)),
)

/** Says that alerts are over. */
export const closeAlerts = adminAction(
  chosen,
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('close_ops_alerts', input)),
)

/** Takes closing back. */
export const reopenAlerts = adminAction(
  chosen,
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('reopen_ops_alerts', input)),
)

/** Hands alerts to a colleague, or to nobody; whoever took one meanwhile keeps it and is named. */
export const assignAlerts = adminAction(
  chosen.extend({ assignee: idSchema.nullable(), instead_of: idSchema.nullable() }),
  async (input, supabase): Promise<RowOutcome[]> =>
    // The generated types know no null arguments.
    unwrap(
      await supabase.rpc(
        'assign_ops_alerts',
        input as typeof input & { assignee: string; instead_of: string },
      ),
    ),
)

const filter = z
  .record(z.string(), z.union([z.string(), z.null(), z.array(z.string())]))
  .refine((asked) => undeclaredKeys('alerts', asked).length === 0, 'Not understood')
const storm = z.object({ alert_type: z.string().min(1), first_at: z.string(), last_at: z.string() })

/** Acknowledges a storm as the caller saw it. */
export const acknowledgeStorm = adminAction(storm.extend({ filter }), async (input, supabase) =>
  unwrap(await supabase.rpc('acknowledge_alert_storm', input).single()),
)

/** Takes back what one acknowledgement of a storm did. */
export const unacknowledgeStorm = adminAction(
  storm.extend({ acknowledged: z.string() }),
  async (input, supabase) => unwrap(await supabase.rpc('unacknowledge_alert_storm', input).single()),
)
