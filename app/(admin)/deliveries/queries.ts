import 'server-only'
import { cache } from 'react'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { maskText } from '@/lib/masking/mask'
import { parseExact } from '@/lib/payloads/exact-json'
import { outlineJson } from '@/lib/payloads/json-outline'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type DELIVERY_STATES, deliveries } from './list'

type Listed = NonNullKeys<Tables<'delivery_list'>, 'id' | 'created_at' | 'attempts' | 'max_retries'>
export type DeliveryState = (typeof DELIVERY_STATES)[number]
export type DeliveryRow = Omit<Listed, 'state'> & { state: DeliveryState }

/** How much of an answer is shown. */
const MOST_RESPONSE = 4000

/** @returns one page of deliveries that match, masked, and its neighbours' cursors. */
export const listDeliveries = (query: PageQuery) => readPage<DeliveryRow>(deliveries, query)

/**
 * @param id a delivery's id.
 * @returns the delivery with its payload and the answer, masked, or null when there is none.
 */
export const findDelivery = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [listed, evidence] = await Promise.all([
    supabase.from('delivery_list').select('*').eq('id', id).maybeSingle(),
    supabase.from('delivery_details').select('payload::text, response_body').eq('id', id).maybeSingle(),
  ])
  const row = unwrap(listed) as DeliveryRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  const response = rest.response_body && maskText(rest.response_body)
  return {
    ...maskColumns(deliveries.masked, row),
    payload: rest.payload === null ? null : outlineJson(parseExact(rest.payload)),
    response: response?.slice(0, MOST_RESPONSE) ?? null,
    responseIsMasked: response !== rest.response_body,
    responseIsCut: (response?.length ?? 0) > MOST_RESPONSE,
  }
})
