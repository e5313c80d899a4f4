import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer, Story } from './customers'
import { type Facts, NO_FACTS } from './health'
import { churnNote } from './notes'
import type { Random } from './random'
import { busyMoment, DAY, HOUR, iso, MINUTE, SPAN } from './time'
import type { Volumes } from './volumes'

export type ChurnRow = TablesInsert<'churn_alerts'> & { id: string; created_at: string }

type Kind = 'score_drop' | 'inactivity' | 'usage_decline' | 'payment_issue'

/** Stands for how far a score fell until the history of scores is there: see tellFalls. */
export const SCORE_FELL = 'score fell'

const KIND: Record<Story, Kind> = {
  thriving: 'usage_decline',
  steady: 'usage_decline',
  bumpy: 'score_drop',
  failing: 'score_drop',
  unpaid: 'payment_issue',
  declining: 'usage_decline',
  silent: 'inactivity',
}
const SEVERITY: Record<Kind, readonly (readonly [string, number])[]> = {
  score_drop: [
    ['critical', 3],
    ['high', 5],
    ['medium', 4],
  ],
  inactivity: [
    ['critical', 4],
    ['high', 3],
    ['medium', 2],
  ],
  usage_decline: [
    ['high', 4],
    ['medium', 6],
    ['low', 4],
  ],
  payment_issue: [
    ['critical', 1],
    ['high', 6],
    ['medium', 3],
  ],
}

const OUTCOMES: Record<'silent' | 'others', readonly (readonly [string, number])[]> = {
  silent: [
    ['saved', 2],
    ['lost', 3],
  ],
  others: [
    ['saved', 12],
    ['false_alarm', 5],
    ['lost', 1],
  ],
}

type Given = {
  customers: Customer[]
  facts: Map<string, Facts>
  volumes: Volumes
  admins: string[]
  now: number
}

/** Churn alerts of ninety days, dealt with within days, and the open ones of customers in trouble now. */
export function inventChurn(random: Random, { customers, facts, volumes, admins, now }: Given): ChurnRow[] {
  const worst = customers.filter(({ story }) => !['thriving', 'steady', 'bumpy'].includes(story))
  const open = worst.slice(0, volumes.openChurn).map((customer, index) => {
    const age = [52, 43, 49, 26, 3.2, 5.1, 21.7, 7.7, 16][index] ?? 9
    const row = openRow(random, customer, facts.get(customer.id) ?? NO_FACTS, now, age * HOUR)
    return index % 3 === 1 ? { ...row, assigned_to: admins[1], assigned_at: iso(now - 2 * HOUR) } : row
  })
  const resolved = Array.from({ length: volumes.churn }, () => resolvedRow(random, customers, admins, now))
  return [...open, ...resolved]
}

function openRow(random: Random, customer: Customer, facts: Facts, now: number, age: number): ChurnRow {
  const kind = openKind(customer, facts)
  const evidence: Record<Kind, string> = {
    score_drop: `${SCORE_FELL}, ${facts.errors} errors in 7 days`,
    inactivity: `no calls for 9 days, last sign-in ${Math.floor((now - customer.lastSignIn) / DAY)} days ago`,
    usage_decline: `${facts.calls} ${facts.calls === 1 ? 'call' : 'calls'} in 7 days, was ${facts.callsBefore} the week before`,
    payment_issue: `${facts.failedInvoices} failed invoices in 30 days, card declined`,
  }
  return churnRow(random, customer, kind, evidence[kind], now - age)
}

// Chance may have given somebody more calls than before: their score fell for another reason.
const openKind = ({ story }: Customer, { calls, callsBefore }: Facts): Kind =>
  KIND[story] === 'usage_decline' && calls >= callsBefore ? 'score_drop' : KIND[story]

function resolvedRow(random: Random, customers: Customer[], admins: string[], now: number): ChurnRow {
  const customer = random.pick(customers)
  const kind = random.weighted<Kind>([
    [KIND[customer.story], 5],
    ['score_drop', 2],
    ['inactivity', 2],
    ['payment_issue', 2],
  ])
  const before = random.int(20, 90)
  const evidence: Record<Kind, string> = {
    score_drop: SCORE_FELL,
    inactivity: `no calls for ${random.int(5, 14)} days`,
    usage_decline: `${Math.round(before * (0.3 + 0.4 * random.float()))} calls in 7 days, was ${before} the week before`,
    payment_issue: `${random.int(1, 3)} failed invoices in 30 days, card declined`,
  }
  const at = busyMoment(random, now - SPAN, now - 4 * DAY, now)
  const resolvedAt = Math.min(at + 30 * MINUTE + random.exponential(20 * HOUR), now - HOUR)
  return {
    ...churnRow(random, customer, kind, evidence[kind], at),
    resolved_at: iso(resolvedAt),
    resolved_by: admins[random.chance(0.75) ? 1 : 0],
    resolution_notes: churnNote(kind, random.int(0, 9)),
    resolution_outcome: random.weighted(OUTCOMES[customer.story === 'silent' ? 'silent' : 'others']),
  }
}

const churnRow = (
  random: Random,
  customer: Customer,
  kind: Kind,
  evidence: string,
  at: number,
): ChurnRow => ({
  id: random.uuid(),
  user_id: customer.id,
  reason: `${kind}: ${evidence}`,
  severity: random.weighted(SEVERITY[kind]),
  resolved_at: null,
  resolved_by: null,
  resolution_notes: null,
  resolution_outcome: null,
  assigned_to: null,
  assigned_at: null,
  created_at: iso(at),
})
