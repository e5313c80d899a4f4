import type { TablesInsert } from '@/lib/supabase/database.types'
import { createRandom, type Random } from '../random'
import { busyMoment, DAY, iso, MINUTE } from '../time'
import type { Lead } from './leads'
import { type Rows, share, type World } from './world'

type Config = TablesInsert<'webhook_configs'> & { id: string; created_at: string }
type Delivery = TablesInsert<'webhook_deliveries'>

const EVENTS = ['lead.created', 'appointment.booked', 'call.completed'] as const
const RETRIES = 3

/** Where customers want to hear of events, and how the last thirty days of telling them went. */
export function deliveryRows(world: World, leads: Lead[]): Rows {
  const random = createRandom('kryonex deliveries')
  const { customers, now } = world
  const configs = customers
    .filter(({ tier, story }) => tier !== 'core' && story !== 'silent')
    .slice(0, share(world, 70))
    .map(({ id, name, since }, index) => ({
      id: random.uuid(),
      user_id: id,
      name: index % 3 === 0 ? 'Zapier' : 'Own system',
      url: `https://hooks.${name.toLowerCase().replace(/[^a-z]/g, '')}.example/kryonex`,
      events: [...EVENTS].slice(0, random.int(1, 3)),
      is_active: !random.chance(0.08),
      secret: `placeholder-not-a-secret-${index + 1}`,
      headers: index % 5 === 0 ? { 'X-Api-Key': 'placeholder-not-a-key' } : {},
      created_at: iso(Math.max(since, now - random.int(35, 300) * DAY)),
      updated_at: iso(now - random.int(31, 34) * DAY),
    }))
  const given = { leads, now }
  const broken = new Set([configs[1]?.id, configs[7]?.id])
  const deliveries = configs.flatMap((config) =>
    Array.from({ length: random.int(6, 24) }, (_, index) => {
      const isBroken = broken.has(config.id)
      if (!isBroken)
        return delivery(random, config, busyMoment(random, now - 30 * DAY, now, now), 0.03, given)
      const at = index === 0 ? now - random.int(2, 30) * MINUTE : busyMoment(random, now - 3 * DAY, now, now)
      return delivery(random, config, at, 0.95, given)
    }),
  )
  return { webhook_configs: configs, webhook_deliveries: deliveries }
}

const FAILURES = [
  { status_code: 500, response_body: 'Internal Server Error', error: '500 from the receiver' },
  { status_code: 410, response_body: 'Gone', error: '410: the hook was removed' },
  { status_code: null, response_body: null, error: 'connection refused' },
] as const

function delivery(
  random: Random,
  { id, user_id, events }: Config,
  at: number,
  failing: number,
  { leads, now }: { leads: Lead[]; now: number },
): Delivery {
  const event_type = random.pick(events ?? [])
  const lead = leads.find((one) => one.user_id === user_id)
  const base = {
    id: random.uuid(),
    webhook_id: id,
    user_id,
    event_type,
    payload: {
      event: event_type,
      lead: lead?.id ?? null,
      name: lead?.name ?? null,
      phone: lead?.phone ?? null,
    },
    max_retries: RETRIES,
    created_at: iso(at),
  }
  if (!random.chance(failing)) {
    const delivered_at = iso(Math.min(at + random.int(90, 900), now))
    const answer = { status_code: 200, response_body: 'ok', error_message: null, last_error: null }
    return {
      ...base,
      ...answer,
      delivered_at,
      retry_count: 0,
      next_retry_at: null,
      delivery_status: 'delivered',
    }
  }
  const { error, ...answer } = random.pick(FAILURES)
  const isWaiting = now - at < 35 * MINUTE
  return {
    ...base,
    ...answer,
    error_message: error,
    last_error: error,
    delivered_at: null,
    retry_count: isWaiting ? 1 : RETRIES,
    next_retry_at: isWaiting ? iso(now + random.int(1, 20) * MINUTE) : null,
    delivery_status: isWaiting ? 'pending' : 'failed',
  }
}
