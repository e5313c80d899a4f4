import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer, Story } from '../customers'
import { createRandom, type Random } from '../random'
import { DAY, HOUR, iso, MINUTE } from '../time'
import type { Limits } from './limits'
import { type Rows, time, type World } from './world'

type AuditRow = TablesInsert<'audit_trail'>

const NOTES: Partial<Record<Story, readonly string[]>> = {
  failing: [
    'Called the owner: callers hang up before the agent answers. Told them that we are on it and will call back today.',
    'Owner asks for credit for the calls that were lost. Agreed to look at it once the errors are over.',
  ],
  declining: ['Spoke with the office: two technicians left, they take fewer jobs until spring.'],
  unpaid: ['Left a message about the declined card. Owner travels, back on Monday.'],
  silent: ['Nobody picks up. Wrote to the owner through the portal.'],
}
const CREDIT_REASONS = [
  'Calls that were lost while the provider was slow',
  'Goodwill after the carrier filtered their messages',
  'Test calls while we set up their agent again',
] as const

/** Who looks after which customer, what was said of them, and what happened to their limits. */
export function careRows({ customers, admins, now }: World, limits: Limits[]): Rows {
  const random = createRandom('kryonex care')
  const byCustomer = new Map(limits.map((limit) => [limit.user_id, limit]))
  return {
    customer_owners: customers
      .filter(({ tier, story }) => tier === 'scale' || tier === 'elite' || story === 'failing')
      .map(({ id, since }, index) => ({
        user_id: id,
        admin_id: admins[index % admins.length] ?? '',
        assigned_by: admins[0],
        assigned_at: iso(Math.max(since, now - random.int(5, 80) * DAY)),
      })),
    comments: customers.flatMap((customer) => notesOn(random, customer, admins, now)),
    audit_trail: customers.flatMap(({ id }) => {
      const limit = byCustomer.get(id)
      return limit ? historyOf(random, limit, admins, now) : []
    }),
  }
}

function notesOn(random: Random, { id, story }: Customer, admins: string[], now: number) {
  return (NOTES[story] ?? []).map((body, index) => ({
    id: random.uuid(),
    entity: 'profiles',
    entity_id: id,
    body,
    author_id: random.pick(admins),
    created_at: iso(now - (index + 1) * random.int(3, 40) * HOUR - random.int(1, 59) * MINUTE),
  }))
}

/** What the database would have written: the period began, credit was given, a limit was passed. */
function historyOf(random: Random, limit: Limits, admins: string[], now: number): AuditRow[] {
  const start = time(limit.period_start)
  const entry = (action: string, at: number, change: Partial<AuditRow>): AuditRow => ({
    id: random.uuid(),
    user_id: limit.user_id,
    actor_id: null,
    action,
    action_type: 'change',
    entity: 'usage_limits',
    entity_id: limit.user_id,
    created_at: iso(at),
    ...change,
  })
  const rows = [entry('usage.period_started', start, { metadata: { previous: {}, now: {} } })]
  const credited = start + (0.3 + 0.3 * random.float()) * (now - start)
  if (limit.call_credit > 0) {
    const [none, given] = [
      { call_credit: 0, sms_credit: 0 },
      { call_credit: limit.call_credit, sms_credit: limit.sms_credit },
    ]
    const metadata = { reason: random.pick(CREDIT_REASONS), previous: none, now: given }
    rows.push(
      entry('usage.credit_changed', credited, {
        action_type: 'credit',
        actor_id: random.pick(admins),
        metadata,
      }),
    )
  }
  const passed = now - (0.05 + 0.1 * random.float()) * (now - start)
  const most = Math.max(
    limit.call_used_seconds / (limit.call_cap_seconds + limit.call_credit),
    limit.sms_used / (limit.sms_cap + limit.sms_credit),
  )
  const states = [...(most >= 1 ? [['under', 'soft']] : []), ...(most >= 1.1 ? [['soft', 'hard']] : [])]
  for (const [index, [was, is]] of states.entries()) {
    const metadata = { previous: { limit_state: was ?? '' }, now: { limit_state: is ?? '' } }
    rows.push(
      entry('usage.state_changed', passed + index * 20 * HOUR * Math.min(1, (now - passed) / (40 * HOUR)), {
        metadata,
      }),
    )
  }
  if (most >= 1.1) {
    const metadata = { previous: { hard_stop_active: false }, now: { hard_stop_active: true } }
    rows.push(entry('usage.hard_stop_set', now - 0.4 * (now - passed), { action_type: 'stop', metadata }))
  }
  return rows
}
