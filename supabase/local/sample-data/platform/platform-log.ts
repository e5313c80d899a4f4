import type { TablesInsert } from '@/lib/supabase/database.types'
import { createRandom, type Random } from '../random'
import { DAY, iso } from '../time'
import type { Rows, World } from './world'

const TOP_UPS = [60, 120, 300] as const

/** What the platform's own audit log says: what customers bought and lost, and who changed their settings. */
export function platformLog({ customers, now }: World): Rows {
  const random = createRandom('kryonex platform log')
  return {
    audit_logs: customers
      .filter(({ story }, index) => story === 'unpaid' || index % 3 === 0)
      .map(({ id, story, since }) => {
        const at = Math.max(since, now - random.int(1, 60) * DAY - random.int(0, 86_000) * 1000)
        return story === 'unpaid' ? revoked(random, id, at) : toppedUp(random, id, at)
      }),
  }
}

type LogRow = TablesInsert<'audit_logs'>

const entry = (
  random: Random,
  customer: string,
  at: number,
): Pick<LogRow, 'id' | 'user_id' | 'created_at'> => ({
  id: random.uuid(),
  user_id: customer,
  created_at: iso(at),
})

function toppedUp(random: Random, customer: string, at: number): LogRow {
  return {
    ...entry(random, customer, at),
    actor_id: customer,
    action: 'topup_applied',
    action_type: 'topup_applied',
    entity: 'usage_limits',
    entity_id: customer,
    ip: `198.51.100.${random.int(2, 250)}`,
    user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile',
    metadata: { minutes: random.pick(TOP_UPS) },
  }
}

function revoked(random: Random, customer: string, at: number): LogRow {
  return {
    ...entry(random, customer, at),
    actor_id: null,
    action: 'subscription_revoked',
    action_type: 'subscription_revoked',
    entity: 'subscriptions',
    entity_id: customer,
    ip: null,
    user_agent: null,
    metadata: { reason: 'payment_failed' },
  }
}
