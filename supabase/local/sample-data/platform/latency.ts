import type { TablesInsert } from '@/lib/supabase/database.types'
import { createChooser } from '../choose-customer'
import { createRandom, type Random } from '../random'
import { busyMoment, DAY, growingMoment, HOUR, iso } from '../time'
import { share, type World } from './world'

type Endpoint = { path: string; method: string; typical: number; weight: number }

const ENDPOINTS: Endpoint[] = [
  { path: '/webhooks/retell', method: 'POST', typical: 310, weight: 40 },
  { path: '/webhooks/sms', method: 'POST', typical: 140, weight: 16 },
  { path: '/webhooks/stripe', method: 'POST', typical: 210, weight: 4 },
  { path: '/webhooks/calcom', method: 'POST', typical: 240, weight: 7 },
  { path: '/usage/record', method: 'POST', typical: 60, weight: 14 },
  { path: '/calls/transfer', method: 'POST', typical: 420, weight: 4 },
  { path: '/agents/deploy', method: 'POST', typical: 1400, weight: 1 },
  { path: '/leads', method: 'GET', typical: 90, weight: 14 },
]
const SLOW = 2000
const REACH = 14 * DAY

/** Two weeks of requests, one in many; the last three hours show that Retell answers slowly. */
export function latencyRows(world: World): TablesInsert<'latency_logs'>[] {
  const random = createRandom('kryonex latency')
  const { customers, now } = world
  const choose = createChooser(random, customers, ({ volume }) => volume)
  const weights = ENDPOINTS.map((endpoint) => [endpoint, endpoint.weight] as const)
  const row = (endpoint: Endpoint, at: number, slowness: number, isTimedOut = false) => {
    const duration_ms = isTimedOut
      ? random.int(10_002, 10_480)
      : Math.round(duration(random, endpoint.typical * slowness))
    return {
      id: random.uuid(),
      endpoint: endpoint.path,
      method: endpoint.method,
      duration_ms,
      status_code: isTimedOut ? 504 : random.chance(0.006) ? 500 : 200,
      user_id: choose().id,
      request_id: `req_${random.hex(20)}`,
      is_slow: duration_ms >= SLOW,
      created_at: iso(at),
    }
  }
  const ordinary = Array.from({ length: share(world, 2300) }, () =>
    row(random.weighted(weights), busyMoment(random, now - REACH, now - 3 * HOUR, now), 1),
  )
  const [retell, ...others] = ENDPOINTS as [Endpoint, ...Endpoint[]]
  const incident = Array.from({ length: share(world, 800) }, () => {
    const at = growingMoment(random, now - 3.1 * HOUR, now - 5000)
    const progress = 1 - (now - at) / (3.1 * HOUR)
    if (random.chance(0.3)) return row(random.pick(others), at, 1)
    return row(retell, at, 1 + 14 * progress, random.chance(0.3 * progress))
  })
  return [...ordinary, ...incident]
}

/** Mostly near the typical time, with a long tail. */
const duration = (random: Random, typical: number) => typical * (0.5 + random.exponential(0.5))
