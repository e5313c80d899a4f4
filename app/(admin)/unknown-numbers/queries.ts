import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { outlineJson } from '@/lib/json-outline'
import { countFacets, countMatching } from '@/lib/list-figures'
import { maskPhone, maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type UnknownNumbersParams, unknownNumbersFilter } from './list'

export type UnknownNumberRow = Solid<Tables<'unknown_number_list'>, 'id' | 'received_at' | 'state'>

/** Most other events of a number that are resolved with it. */
const MOST_SIBLINGS = 200

/** @returns the row with its numbers, and those in its note, masked. */
function maskUnknown(row: UnknownNumberRow): UnknownNumberRow {
  return {
    ...row,
    phone_number: row.phone_number && maskPhone(row.phone_number),
    agent_number: row.agent_number && maskPhone(row.agent_number),
    notes: row.notes && maskText(row.notes),
  }
}

/** @returns one page of events for unknown numbers that match, and its neighbours' cursors. */
export async function listUnknownNumbers(params: UnknownNumbersParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_unknown_numbers', {
      filter: unknownNumbersFilter(params, Date.now()),
      sort: params.sort,
      descending: params.order !== 'asc',
      ...pageArguments(params),
    }),
  ) as UnknownNumberRow[]
  return cutPage(rows.map(maskUnknown), params, (row) => [row.received_at, row.id])
}

/** @returns how many match. */
export async function countUnknownNumbers(params: UnknownNumbersParams) {
  return countMatching('unknown_numbers', unknownNumbersFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many events have each under the other filters. */
export async function countUnknownNumberFacets(params: UnknownNumbersParams) {
  return countFacets('unknown_numbers', unknownNumbersFilter(params, Date.now()))
}

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
    supabase.from('unknown_number_details').select('raw_payload').eq('id', id).maybeSingle(),
  ])
  const row = unwrap(listed) as UnknownNumberRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  return {
    ...maskUnknown(row),
    payload: rest.raw_payload === null ? null : outlineJson(rest.raw_payload),
    siblings: await listSiblings(id, row.phone_number),
  }
})
