import 'server-only'
import { cache } from 'react'
import { parseTime } from '@/lib/format/format'
import { viewerZone } from '@/lib/format/viewer-zone'
import { cutPage } from '@/lib/lists/page-rows'
import type { Cursor } from '@/lib/lists/params'
import { maskText } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'
import { decodeEndpoint, type Endpoint, endpointIds, findNamed, shownPath } from './endpoint-id'
import { changeOf } from './labels'
import { type LatencyPeriod, slotsOf } from './period'
import { type LatencyParams, type LatencySort, latencyOrder } from './search-params'

/** Figures as the database answers them; the generated types know no null in what functions return. */
type Figures = {
  endpoint: string | null
  method: string | null
  requests: number
  slow: number
  p50: number | null
  p95: number | null
  p99: number | null
  previous_requests: number
  previous_slow: number
  previous_p50: number | null
  previous_p95: number | null
  previous_p99: number | null
  trend: number[]
}

export type EndpointRow = Figures & { id: string; endpoint: string }
export type LatencyFigures = Omit<Figures, 'endpoint' | 'method'>

const iso = (at: number | undefined) => new Date(at ?? Number.NaN).toISOString()

/** @returns the slots of a period on the viewer's clock, the same for everything on a page, and when they begin and end. */
export const readSlots = cache(async (period: LatencyPeriod) => {
  const zone = await viewerZone()
  const { width, bounds } = slotsOf(period, Date.now(), zone)
  return { width, bounds, time: { since: iso(bounds[0]), until: iso(bounds.at(-1)) } }
})

const readFigures = cache(async (period: LatencyPeriod): Promise<Figures[]> => {
  await requireAdmin()
  const supabase = await getSupabase()
  const { width, time } = await readSlots(period)
  return unwrap(await supabase.rpc('latency_endpoints', { width, ...time }))
})

const SORT_VALUES: Record<Exclude<LatencySort, 'endpoint'>, (row: EndpointRow) => number> = {
  p50: (row) => row.p50 ?? 0,
  p95: (row) => row.p95 ?? 0,
  p99: (row) => row.p99 ?? 0,
  slow: (row) => row.slow / Math.max(row.requests, 1),
  requests: (row) => row.requests,
  change: (row) => changeOf(row.p95, row.previous_p95) ?? Number.NEGATIVE_INFINITY,
}

function compare(by: LatencySort, a: EndpointRow, b: EndpointRow): number {
  const byName = a.endpoint.localeCompare(b.endpoint) || (a.method ?? '').localeCompare(b.method ?? '')
  return by === 'endpoint' ? byName : SORT_VALUES[by](a) - SORT_VALUES[by](b) || byName
}

const isEndpoint = (row: Figures): row is Figures & { endpoint: string } => row.endpoint !== null

/**
 * @param id a part of an address.
 * @returns the endpoint that it names, with what of it may be shown; null when there is none.
 */
export const findEndpoint = cache(async (id: string) => {
  const named = decodeEndpoint(id)
  if (!named) return null
  // Only what is named by what is shown of it has to be looked up.
  const known = named.endpoint.includes('\n') ? await readFigures('90d') : []
  return findNamed(named, known.filter(isEndpoint))
})

/** @returns every endpoint that had requests in the period, its path masked, in the order that is asked for. */
export async function listEndpoints(params: LatencyParams): Promise<EndpointRow[]> {
  const { by, descending } = latencyOrder(params)
  const figures = await readFigures(params.period)
  const idOf = endpointIds(figures.filter(isEndpoint))
  const rows = figures.flatMap((row) =>
    isEndpoint(row) ? [{ ...row, endpoint: shownPath(row.endpoint), id: idOf(row) }] : [],
  )
  return rows.sort((a, b) => (descending ? compare(by, b, a) : compare(by, a, b)))
}

/** @returns the figures of the whole period: of all endpoints, or of one; null when it had no requests. */
export async function latencyFigures(
  period: LatencyPeriod,
  of: Endpoint | null,
): Promise<LatencyFigures | null> {
  const rows = await readFigures(period)
  return (
    rows.find(({ endpoint, method }) =>
      of ? endpoint === of.endpoint && method === of.method : endpoint === null,
    ) ?? null
  )
}

/** One slot of a chart; null where it had no requests. */
export type LatencyPoint = {
  at: number
  requests: number
  p50: number | null
  p95: number | null
  p99: number | null
}

/** @returns the percentiles of every slot of the period, of all endpoints or of one. */
export async function latencyOverTime(period: LatencyPeriod, of: Endpoint | null): Promise<LatencyPoint[]> {
  await requireAdmin()
  const supabase = await getSupabase()
  const { bounds } = await readSlots(period)
  const one = of ? { endpoint: of.endpoint, method: of.method ?? '' } : {}
  const rows = unwrap(await supabase.rpc('latency_over_time', { bounds: bounds.map(iso), ...one }))
  const bySlot = new Map(rows.map((row) => [parseTime(row.slot).getTime(), row]))
  return bounds.slice(0, -1).map((at) => {
    const { requests = 0, p50 = null, p95 = null, p99 = null } = bySlot.get(at) ?? {}
    return { at, requests, p50, p95, p99 }
  })
}

export type WorstRequest = {
  id: string
  endpoint: string
  /** Whether the endpoint is masked or cut. */
  hidden?: boolean
  method: string | null
  duration_ms: number
  status_code: number | null
  is_slow: boolean
  request_id: string | null
  created_at: string
  user_id: string | null
  business_name: string | null
}

/** @returns the requests of the period that took longest, of all endpoints or of one, and the next page's cursor. */
export async function listWorst(
  period: LatencyPeriod,
  of: Endpoint | null,
  { after, pageSize }: { after: Cursor | null; pageSize: number },
) {
  await requireAdmin()
  const supabase = await getSupabase()
  const one = of && { of_endpoint: of.endpoint, ...(of.method ? { of_method: of.method } : {}) }
  const next = after && { cursor_duration: Number(after[0]), cursor_id: after[1] }
  const rows = unwrap(
    await supabase.rpc('latency_worst', {
      ...(await readSlots(period)).time,
      ...one,
      ...next,
      page_size: pageSize + 1,
    }),
  ) as WorstRequest[]
  const shown = rows.map((row) => ({
    ...row,
    ...(shownPath(row.endpoint) === row.endpoint ? {} : { endpoint: shownPath(row.endpoint), hidden: true }),
    request_id: row.request_id && maskText(row.request_id),
  }))
  return cutPage(shown, { after, before: null, pageSize }, (row) => [String(row.duration_ms), row.id])
}

/** @returns from when on requests are counted, while older ones wait to be; null once all are. */
export async function countedFrom(): Promise<string | null> {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('latency_counted_from'))
}
