'use server'

import { z } from 'zod'
import { idSchema, idsSchema, requiredText } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

/** What became of a group, and how many of its errors are left for `continueErrorGroups`. */
export type GroupOutcome = RowOutcome & { rows_left: number }

/** Resolves groups with a note, and the first of their errors. */
export const resolveErrorGroups = adminAction(
  z.object({ ids: idsSchema, notes: requiredText('Resolution notes') }),
  async (input, supabase): Promise<GroupOutcome[]> =>
    unwrap(await supabase.rpc('resolve_error_groups', input)),
)

/** Takes the last resolve of groups back. */
export const reopenErrorGroups = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<GroupOutcome[]> =>
    unwrap(await supabase.rpc('reopen_error_groups', input)),
)

/** Goes on with the errors of groups that have many; says how many are left. */
export const continueErrorGroups = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<{ id: string; rows_left: number }[]> =>
    unwrap(await supabase.rpc('continue_error_groups', input)),
)

/** Puts groups aside until a time, until so many more events, or until so many more customers. */
export const snoozeErrorGroups = adminAction(
  z.object({
    ids: idsSchema,
    hours: z.number().positive().max(8760).optional(),
    until: z.iso.datetime().optional(),
    more_events: z.int().positive().optional(),
    more_customers: z.int().positive().optional(),
  }),
  async ({ hours, ...input }, supabase): Promise<RowOutcome[]> => {
    const until = hours === undefined ? input.until : new Date(Date.now() + hours * 3_600_000).toISOString()
    return unwrap(await supabase.rpc('snooze_error_groups', { ...input, until }))
  },
)

/** Ends the snooze of groups. */
export const unsnoozeErrorGroups = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('unsnooze_error_groups', input)),
)

/** Puts groups under another; the same request does it once. */
export const mergeErrorGroups = adminAction(
  z.object({ ids: idsSchema, target: idSchema, request: idSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('merge_error_groups', input)),
)

/** Gives merged groups their own place again. */
export const unmergeErrorGroups = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('unmerge_error_groups', input)),
)

/** Splits a group by a value from the next event on; the same request does it once. */
export const splitErrorGroup = adminAction(
  z.object({
    wanted: idSchema,
    field: z.enum(['endpoint', 'customer', 'message']),
    value: z.string().min(1).max(100),
    request: idSchema,
  }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('split_error_group', input)),
)

/** Undoes splits, by the ids of the groups that they made. */
export const unsplitErrorGroups = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('unsplit_error_groups', input)),
)

/** Hands groups to an admin, or with null to nobody. */
export const assignErrorGroups = adminAction(
  z.object({ ids: idsSchema, assignee: idSchema.nullable() }),
  async ({ ids, assignee }, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('assign_error_groups', { ids, assignee: assignee ?? undefined })),
)
