import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { outlineJson } from '@/lib/json-outline'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { chartPeriod } from '@/lib/list-params'
import { maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type DELIVERY_STATES, type DeliveriesParams, deliveriesFilter } from './list'

type Listed = Solid<Tables<'delivery_list'>, 'id' | 'created_at' | 'attempts' | 'max_retries'>
export type DeliveryState = (typeof DELIVERY_STATES)[number]
export type DeliveryRow = Omit<Listed, 'state'> & { state: DeliveryState }

const BUCKETS = 60
/** How much of an answer is shown. */
const MOST_RESPONSE = 4000

/** @returns the row with personal data in its error masked. */
function maskDelivery(row: DeliveryRow): DeliveryRow {
  return { ...row, error: row.error && maskText(row.error) }
}

/** @returns one page of deliveries that match, and its neighbours' cursors. */
export async function listDeliveries(params: DeliveriesParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_deliveries', {
      filter: deliveriesFilter(params, Date.now()),
      sort: params.sort,
      descending: params.order !== 'asc',
      ...pageArguments(params),
    }),
  ) as DeliveryRow[]
  return cutPage(rows.map(maskDelivery), params, (row) => [row.created_at, row.id])
}

/** @returns how many deliveries match. */
export async function countDeliveries(params: DeliveriesParams) {
  return countMatching('deliveries', deliveriesFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many deliveries have each under the other filters. */
export async function countDeliveryFacets(params: DeliveriesParams) {
  return countFacets('deliveries', deliveriesFilter(params, Date.now()))
}

/** @returns deliveries over the chart's period by what became of them, whichever state the list shows. */
export async function deliveriesOverTime(params: DeliveriesParams) {
  const { period, span } = params
  return countOverTime('deliveries', deliveriesFilter({ ...params, state: 'all' }, Date.now()), {
    period: chartPeriod(period === 'all' ? '7d' : period).period,
    span,
    buckets: BUCKETS,
    order: ['failed', 'waiting', 'delivered'],
  })
}

/**
 * @param id a delivery's id.
 * @returns the delivery with its payload and the answer, masked, or null when there is none.
 */
export const findDelivery = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [listed, evidence] = await Promise.all([
    supabase.from('delivery_list').select('*').eq('id', id).maybeSingle(),
    supabase.from('delivery_details').select('payload, response_body').eq('id', id).maybeSingle(),
  ])
  const row = unwrap(listed) as DeliveryRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  const response = rest.response_body && maskText(rest.response_body)
  return {
    ...maskDelivery(row),
    payload: rest.payload === null ? null : outlineJson(rest.payload),
    response: response?.slice(0, MOST_RESPONSE) ?? null,
    responseIsMasked: response !== rest.response_body,
    responseIsCut: (response?.length ?? 0) > MOST_RESPONSE,
  }
})
