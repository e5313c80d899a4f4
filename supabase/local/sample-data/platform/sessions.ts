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

/** Who is signed in to the platform, who was, and what consent and the black box have of it. */
export function sessionRows({ customers, now }: World): Rows {
  const random = createRandom('kryonex sessions')
  const sessions = customers.flatMap((customer) =>
    Array.from({ length: random.int(1, 2) }, (_, index) => {
      const last = Math.floor(
        customer.lastSignIn - index * random.float() * 20 * DAY + random.float() * 6 * MINUTE,
      )
      const created = Math.max(last - Math.floor(random.exponential(4 * DAY)), customer.since)
      const isRevoked = index > 0 ? random.chance(0.4) : random.chance(0.03)
      return {
        id: random.uuid(),
        user_id: customer.id,
        token_hash: random.hex(64),
        ip_address: address(random),
        user_agent: userAgent(random),
        created_at: iso(Math.min(created, last)),
        last_active: iso(last),
        revoked_at: isRevoked ? iso(Math.min(last + random.int(1, 30) * HOUR, now)) : null,
      }
    }),
  )
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
