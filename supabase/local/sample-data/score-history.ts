import type { TablesInsert } from '@/lib/supabase/database.types'
import type { ChurnRow } from './churn'
import type { Customer } from './customers'
import { gradeOf } from './health'
import type { Random } from './random'
import { DAY, iso, SPAN } from './time'

type Scores = TablesInsert<'customer_health_scores'>
type Factors = Record<string, { score: number; max: number }>
type Given = { customer: Customer; health: Scores; churn: ChurnRow[]; now: number }

const IN_TROUBLE = ['failing', 'unpaid', 'declining', 'silent']

/** How the health score of a customer came to be what it is: ninety days of it, the present one left out. */
export function scoreHistory(random: Random, given: Given): TablesInsert<'customer_health_history'>[] {
  const { customer, health, now } = given
  const level = levelOf(random, given)
  const rows: TablesInsert<'customer_health_history'>[] = []
  const end = Date.parse(health.last_calculated ?? iso(now)) - DAY / 2
  let last: number | undefined
  for (let at = Math.max(now - SPAN, customer.since); at < end; at += DAY * (2 + 3 * random.float())) {
    const noise = random.int(-2, 2)
    const score = Math.round(Math.max(5, Math.min(99, level(at) + noise)))
    if (score === last) continue
    last = score
    const { grade, risk_level } = gradeOf(score)
    rows.push({
      id: random.uuid(),
      user_id: customer.id,
      score,
      grade,
      churn_risk: risk_level,
      factors: factorsFor(health.factors as Factors, score - health.score),
      created_at: iso(Math.floor(at)),
    })
  }
  return rows
}

/** Whoever is in trouble fell into it some weeks ago; around a churn alert that was resolved there is a dip. */
function levelOf(random: Random, { customer, health, churn, now }: Given) {
  const fell = IN_TROUBLE.includes(customer.story) ? random.int(18, 34) : 0
  const began = now - random.int(12, 30) * DAY
  const dips = churn.filter(({ user_id, resolved_at }) => user_id === customer.id && resolved_at)
  return (at: number) => {
    const before = fell * Math.max(0, Math.min(1, (now - at) / (now - began)))
    const dip = dips.map((alert) => depth(alert, at)).reduce((sum, value) => Math.max(sum, value), 0)
    return health.score + before - dip
  }
}

function depth({ created_at, resolved_at, resolution_outcome }: ChurnRow, at: number): number {
  const [raised, resolved] = [Date.parse(created_at), Date.parse(resolved_at ?? '')]
  const deepest = resolution_outcome === 'false_alarm' ? 4 : 14
  if (at < raised - 7 * DAY) return 0
  if (at < resolved) return deepest * Math.min(1, (at - raised + 7 * DAY) / (7 * DAY))
  return deepest * Math.max(0, 1 - (at - resolved) / (20 * DAY))
}

/** The factors of another score: the points that differ are where there is most room for them. */
function factorsFor(present: Factors, difference: number): Factors {
  const factors = Object.entries(present).map(([name, { score, max }]) => ({ name, score, max }))
  for (let left = Math.abs(difference); left > 0; left--) {
    const step = Math.sign(difference)
    const open = factors.filter(({ score, max }) => (step > 0 ? score < max : score > 0))
    const next = open.sort((a, b) => step * (a.score / a.max - b.score / b.max))[0]
    if (next) next.score += step
  }
  return Object.fromEntries(factors.map(({ name, score, max }) => [name, { score, max }]))
}
