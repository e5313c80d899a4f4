import 'server-only'
import { cache } from 'react'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { parseExact } from '@/lib/payloads/exact-json'
import { outlineJson } from '@/lib/payloads/json-outline'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { unknownNumbers } from './list'

export type UnknownNumberRow = NonNullKeys<Tables<'unknown_number_list'>, 'id' | 'received_at' | 'state'>

/** Most other events of a number that are resolved with it. */
const MOST_SIBLINGS = 200

/** @returns one page of events for unknown numbers that match, masked, and its neighbours' cursors. */
export const listUnknownNumbers = (query: PageQuery) => readPage<UnknownNumberRow>(unknownNumbers, query)

/** The other open events of the same number: what is found out about one holds for all. */
async function listSiblings(id: string, phone: string | null): Promise<string[]> {
  if (!phone) return []
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase
      .from('unknown_number_details')
      .select('id')
      // Quoted, or the embedded backend takes it for a number, plus and all.
      .filter('phone_number', 'in', `("${phone}")`)
      .is('resolved_at', null)
      .neq('id', id)
      .order('received_at', { ascending: false })
      .limit(MOST_SIBLINGS),
  )
  return rows.map((row) => row.id)
}

/**
 * @param id the id of an event.
 * @returns the event with its payload, masked, and the other open events of its number, or null.
 */
export const findUnknownNumber = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [listed, evidence] = await Promise.all([
    supabase.from('unknown_number_list').select('*').eq('id', id).maybeSingle(),
    supabase.from('unknown_number_details').select('raw_payload::text').eq('id', id).maybeSingle(),
  ])
  const row = unwrap(listed) as UnknownNumberRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  return {
    ...maskColumns(unknownNumbers.masked, row),
    payload: rest.raw_payload === null ? null : outlineJson(parseExact(rest.raw_payload)),
    siblings: await listSiblings(id, row.phone_number),
  }
})
