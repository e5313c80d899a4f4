import type { TablesInsert } from '@/lib/supabase/database.types'
import { createRandom } from '../random'
import { busyMoment, DAY, iso, MINUTE } from '../time'
import type { Lead } from './leads'
import { type Rows, share, type World } from './world'

const POINTS = 14

/** Technicians on the way in the last ten days, some of them right now. */
export function trackingRows(world: World, leads: Lead[]): Rows {
  const random = createRandom('kryonex tracking')
  const { customers, now } = world
  const names = new Set(customers.filter(({ tier }) => tier !== 'core').map(({ id }) => id))
  const booked = leads.filter(({ user_id, appointment_booked }) => appointment_booked && names.has(user_id))
  const points: TablesInsert<'tracking_points'>[] = []
  const sessions = booked.slice(-share(world, 60)).map((lead, index) => {
    const isLive = index % 10 === 0
    const start = isLive
      ? now - random.int(8, 25) * MINUTE
      : busyMoment(random, now - 10 * DAY, now - 60 * MINUTE, now)
    const id = random.uuid()
    const [lat, lng] = [32 + 10 * random.float(), -100 + 15 * random.float()]
    const reported = isLive ? Math.floor((now - start) / (2 * MINUTE)) : POINTS
    const trail = Array.from({ length: reported }, (_, step) => ({
      id: random.uuid(),
      session_id: id,
      lat: lat + 0.006 * step,
      lng: lng + 0.004 * step,
      recorded_at: iso(start + step * 2 * MINUTE),
    }))
    points.push(...trail)
    const last = trail.at(-1)
    return {
      id,
      token: `placeholder-${random.hex(16)}`,
      update_key: `placeholder-${random.hex(16)}`,
      created_by: lead.user_id,
      lead_id: lead.id,
      customer_phone: lead.phone,
      status: isLive ? 'active' : 'arrived',
      eta_minutes: isLive ? Math.max(1, (POINTS - reported) * 2) : 0,
      last_lat: last?.lat,
      last_lng: last?.lng,
      created_at: iso(start),
      updated_at: last?.recorded_at ?? iso(start),
    }
  })
  return { tracking_sessions: sessions, tracking_points: points }
}
