'use server'

import { z } from 'zod'
import { idSchema } from '@/lib/ids'
import { BULK_ACTIONS, LISTS, type List } from '@/lib/lists/names'
import { forwardBulkPart } from '@/lib/platform/forward-to-platform'
import { hasPlatformApi } from '@/lib/platform/platform-api'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'
import { undeclaredKeys } from './lists'

/** How many rows one call of a bulk action changes, and how many where each is handed on by itself. */
const AT_ONCE = 2000
const HANDED_AT_ONCE = 60

const list = z.enum(LISTS)
const action = z.enum(BULK_ACTIONS)
const filter = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]))

function checkFilter(asked: { list: List; filter: object }, context: z.RefinementCtx) {
  for (const key of undeclaredKeys(asked.list, asked.filter)) {
    context.addIssue({ code: 'custom', path: ['filter', key], message: 'Not understood' })
  }
}

/** Counts what matches a filter, exactly, and says at which moment. */
export const freezeMatching = adminAction(
  z.object({ list, action, filter }).superRefine(checkFilter),
  async (input, supabase) => unwrap(await supabase.rpc('freeze_matching', input).single()),
)

/** Does an action to a part of what matched when it was counted; says whether there is more to do. */
export const actOnMatching = adminAction(
  z
    .object({
      list,
      action,
      filter,
      note: z.string().trim().max(2000, 'The text may have at most 2,000 characters.').optional(),
      frozen_at: z.string(),
      bulk: idSchema.optional(),
      /** Whether requeued webhooks go to the platform's own API as well, where there is one. */
      forwardToPlatform: z.boolean().default(true),
    })
    .superRefine(checkFilter),
  async ({ forwardToPlatform, list, action, ...input }, supabase) => {
    const isHanded = forwardToPlatform && list === 'webhooks' && action === 'requeue' && hasPlatformApi()
    // The type generator does not know that the note may be absent.
    const part = { ...input, note: input.note ?? '' }
    const most = isHanded ? HANDED_AT_ONCE : AT_ONCE
    const done = unwrap(
      await (list === 'error_groups'
        ? supabase.rpc('act_on_matching_groups', part)
        : supabase.rpc('act_on_matching', { ...part, list, action, most })
      ).single(),
    )
    return { ...done, handover: isHanded ? await forwardBulkPart(done.bulk_id) : null }
  },
)

/** Puts a part of a bulk action back; says whether there is more to put back. */
export const undoBulk = adminAction(z.object({ bulk: idSchema, list }), async ({ bulk, list }, supabase) =>
  unwrap(
    await supabase.rpc(list === 'error_groups' ? 'undo_matching_groups' : 'undo_bulk', { bulk }).single(),
  ),
)
