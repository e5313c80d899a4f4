import type { Customer } from '../customers'
import { createRandom, type Random } from '../random'
import { DAY, HOUR, iso, MINUTE } from '../time'
import type { Rows, World } from './world'

const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  'Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Mobile Safari/537.36',
] as const

/** An address from the ranges that are reserved for documentation. */
export const address = (random: Random) =>
  `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${random.int(1, 254)}`

const userAgent = (random: Random) => random.pick(AGENTS)

const REASONS = [
  'Owner lost the phone, asked us by telephone.',
  'Employee left the company.',
  'Shared password changed, everybody signs in again.',
  'Device sold, owner could not sign out.',
] as const

type Session = { customer: Customer; created: number; last: number; address: string; userAgent: string }

const sessionRow = (random: Random, session: Session, ending: { at: number; by: string | null } | null) => ({
  id: random.uuid(),
  user_id: session.customer.id,
  token_hash: random.hex(64),
  ip_address: session.address,
  user_agent: session.userAgent,
  created_at: iso(session.created),
  last_active: iso(session.last),
  revoked_at: ending && iso(ending.at),
  revoked_by: ending?.by ?? null,
  revoked_reason: ending?.by ? random.pick(REASONS) : null,
})

/** One or two devices of a customer; most of what ended was signed out, some an admin revoked. */
function ordinarySessions(random: Random, customer: Customer, { admins, now }: World) {
  return Array.from({ length: random.int(1, 2) }, (_, index) => {
    const last = Math.floor(
      customer.lastSignIn - index * random.float() * 20 * DAY + random.float() * 6 * MINUTE,
    )
    const age = random.chance(0.05) ? (95 + random.int(0, 80)) * DAY : Math.floor(random.exponential(4 * DAY))
    const created = Math.min(Math.max(last - age, customer.since), last)
    const ends = index > 0 ? random.chance(0.4) : random.chance(0.03)
    const by = random.chance(0.3) ? random.pick(admins) : null
    const session = { customer, created, last, address: address(random), userAgent: userAgent(random) }
    return sessionRow(
      random,
      session,
      ends ? { at: Math.min(last + random.int(1, 30) * HOUR, now), by } : null,
    )
  })
}

/** Somebody with a stolen password: a new address every half hour, and programs instead of browsers. */
function stolenSessions(random: Random, customer: Customer, { now }: World) {
  return Array.from({ length: 7 }, (_, index) => {
    const created = now - (7 - index) * 34 * MINUTE - random.int(1, 900) * 1000
    const last = created + random.int(2, 25) * MINUTE
    const program = random.pick(['python-requests/2.32', 'curl/8.11.1', AGENTS[1]])
    return sessionRow(random, { customer, created, last, address: address(random), userAgent: program }, null)
  })
}

/** Who is signed in to the platform, who was, and what consent and the black box have of it. */
export function sessionRows(world: World): Rows {
  const { customers, now } = world
  const random = createRandom('kryonex sessions')
  const attacked = customers.filter((_, index) => index === 4 || index === 23)
  const sessions = [
    ...customers.flatMap((customer) => ordinarySessions(random, customer, world)),
    ...attacked.flatMap((customer) => stolenSessions(random, customer, world)),
  ]
  return {
    active_sessions: sessions,
    consent_logs: customers.flatMap(({ id, since }) => {
      const consent = { user_id: id, ip: address(random), user_agent: userAgent(random) }
      const first = { id: random.uuid(), ...consent, version: '2025-03', created_at: iso(since + 3 * MINUTE) }
      const renewed = now - 50 * DAY + Math.floor(random.float() * 45 * DAY)
      const hasRenewed = since < now - 60 * DAY && random.chance(0.3)
      return hasRenewed
        ? [first, { ...first, id: random.uuid(), version: '2026-09', created_at: iso(renewed) }]
        : [first]
    }),
    black_box_logs: sessions.slice(0, 450).map((session) => ({
      id: random.uuid(),
      event_id: `bb_${random.hex(16)}`,
      user_id: session.user_id,
      action_type: session.revoked_at
        ? 'session.revoked'
        : random.pick(['session.opened', 'settings.viewed']),
      timestamp: session.revoked_at ?? session.created_at,
      ip_address: session.ip_address,
      user_agent: session.user_agent,
      meta_data: { session: session.id },
      created_at: session.revoked_at ?? session.created_at,
    })),
  }
}
