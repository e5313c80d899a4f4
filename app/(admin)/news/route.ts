import { z } from 'zod'
import { adminHandler } from '@/lib/admin-handler'
import { unwrap } from '@/lib/backend-error'
import { LISTS } from '@/lib/lists'
import type { Json } from '@/lib/supabase/database.types'

const question = z.object({
  list: z.enum(LISTS),
  since: z.iso.datetime(),
  filter: z.string().transform((text, context): Json => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  }),
})

/** How many rows of a list came since it was opened: ?list=errors&since=…&filter={…}, as the list was filtered. */
export const GET = adminHandler(async (url, supabase) => {
  const asked = question.safeParse(Object.fromEntries(url.searchParams))
  if (!asked.success) return new Response(null, { status: 400 })
  return unwrap(await supabase.rpc('count_newer', asked.data))
})
