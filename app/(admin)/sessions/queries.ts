import 'server-only'
import { cache } from 'react'
import { deviceName } from '@/lib/format/user-agent'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { sessions } from './list'

type Listed = NonNullKeys<Tables<'session_list'>, 'id' | 'user_id' | 'created_at' | 'last_active'>
export type SessionRow = Listed & { device: string }

/** @returns the masked row with its device in words. */
const withDevice = (row: Listed): SessionRow => ({ ...row, device: deviceName(row.user_agent) })

/** @returns one page of sessions that match, masked, and its neighbours' cursors. */
export async function listSessions(query: PageQuery) {
  const page = await readPage<Listed>(sessions, query)
  return { ...page, rows: page.rows.map(withDevice) }
}

/**
 * @param id a session's id.
 * @returns everything about it but its token, or null when there is none.
 */
export const findSession = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const row = unwrap(
    await supabase.from('session_list').select('*').eq('id', id).maybeSingle(),
  ) as Listed | null
  return row && withDevice(maskColumns(sessions.masked, row))
})

/** How many of a customer's sessions a detail shows. */
const NEIGHBOURS = 10

/** @returns the customer's sessions that still work, the last seen first, and whether there are more. */
export async function listSessionsOf(customer: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_sessions', {
      filter: { state: 'active', customer },
      page_size: NEIGHBOURS + 1,
    }),
  ) as Listed[]
  return {
    rows: rows.slice(0, NEIGHBOURS).map((row) => withDevice(maskColumns(sessions.masked, row))),
    more: rows.length > NEIGHBOURS,
  }
}
