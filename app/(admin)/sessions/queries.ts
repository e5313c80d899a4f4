import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { maskAddress, maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { deviceName } from '@/lib/user-agent'
import { type SessionsParams, sessionsChartPeriod, sessionsFilter, sessionsOrder } from './list'
import { DEVICES } from './words'

type Listed = Solid<Tables<'session_list'>, 'id' | 'user_id' | 'created_at' | 'last_active'>
export type SessionRow = Listed & { device: string }

const BUCKETS = 30

/** @returns the row with its address masked and its device in words. */
function maskSession(row: Listed): SessionRow {
  return {
    ...row,
    ip_address: row.ip_address && maskAddress(row.ip_address),
    user_agent: row.user_agent && maskText(row.user_agent),
    revoked_reason: row.revoked_reason && maskText(row.revoked_reason),
    device: deviceName(row.user_agent),
  }
}

/** @returns one page of sessions that match, and its neighbours' cursors. */
export async function listSessions(params: SessionsParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const { by, descending } = sessionsOrder(params)
  const rows = unwrap(
    await supabase.rpc('list_sessions', {
      filter: sessionsFilter(params, Date.now()),
      sort: by,
      descending,
      ...pageArguments(params),
    }),
  ) as Listed[]
  return cutPage(rows.map(maskSession), params, (row) => [row[by], row.id])
}

/** @returns how many sessions match, exactly up to 10,000. */
export async function countSessions(params: SessionsParams) {
  return countMatching('sessions', sessionsFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many sessions have each under the other filters. */
export async function countSessionFacets(params: SessionsParams) {
  return countFacets('sessions', sessionsFilter(params, Date.now()))
}

/** @returns sessions begun over the period by device, whether or not they still work. */
export async function sessionsOverTime(params: SessionsParams) {
  const filter = sessionsFilter({ ...params, state: 'all' }, Date.now())
  const { period } = sessionsChartPeriod(params)
  return countOverTime('sessions', filter, {
    period,
    span: params.span,
    buckets: BUCKETS,
    order: [...DEVICES],
  })
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
  return row && maskSession(row)
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
  return { rows: rows.slice(0, NEIGHBOURS).map(maskSession), more: rows.length > NEIGHBOURS }
}
