import { z } from 'zod'
import { undeclaredKeys } from '@/app/(admin)/lists'
import { LISTS, type List } from '@/lib/lists/names'
import { anyList } from '@/lib/lists/schema'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Json } from '@/lib/supabase/database.types'

const question = z.object({
  list: anyList,
  moment: z.string().default(''),
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

/**
 * How many rows of a list came since it was opened: ?list=errors&since=…&filter={…}, as the list was filtered;
 * of a table, ?list=records/leads&moment=created_at&….
 */
export const GET = adminHandler(async (url, supabase) => {
  const asked = question.safeParse(Object.fromEntries(url.searchParams))
  if (!asked.success) return new Response(null, { status: 400 })
  const { list, moment, ...rest } = asked.data
  const [, table_name] = list.split('/')
  const isDeclared = (name: string): name is List => LISTS.some((known) => known === name)
  if (isDeclared(list) && undeclaredKeys(list, Object(rest.filter)).length > 0) {
    return new Response(null, { status: 400 })
  }
  return unwrap(
    await (table_name
      ? supabase.rpc('count_newer_records', { table_name, moment, ...rest })
      : supabase.rpc('count_newer', { list, ...rest })),
  )
})
