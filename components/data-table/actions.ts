'use server'

import { z } from 'zod'
import { idSchema } from '@/lib/ids'
import { anyList } from '@/lib/lists/schema'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

/** Keeps the list as it is filtered and sorted now, under a name; the same name replaces one's own view. */
export const saveView = adminAction(
  z.object({
    list: anyList,
    name: z
      .string()
      .trim()
      .min(1, 'Name must not be empty.')
      .max(80, 'The name may have at most 80 characters.'),
    query: z.string().max(4000),
    shared: z.boolean(),
  }),
  async (input, supabase) => unwrap(await supabase.rpc('save_view', input)),
)

/** Deletes one of the caller's own views. */
export const deleteView = adminAction(z.object({ id: idSchema }), async (input, supabase) =>
  unwrap(await supabase.rpc('delete_view', input)),
)
