import type { TablesInsert } from '@/lib/supabase/database.types'
import { type ChurnRow, SCORE_FELL } from './churn'
import type { Customer } from './customers'
import { gradeOf } from './health'
import type { Random } from './random'
import { DAY, iso, SPAN } from './time'

type Scores = TablesInsert<'customer_health_scores'>
type Factors = Record<string, { score: number; max: number }>
type Given = { customer: Customer; health: Scores; churn: ChurnRow[]; now: number }

/** How far a score falls in the week before an alert that is open still. */
const FALL = 13

const IN_TROUBLE = ['failing', 'unpaid', 'declining', 'silent']

/** How the health score of a customer came to be what it is: ninety days of it, the present one left out. */
export function scoreHistory(random: Random, given: Given): TablesInsert<'customer_health_history'>[] {
  const { customer, health, now } = given
  const level = levelOf(random, given)
  const end = Date.parse(health.last_calculated ?? iso(now)) - DAY / 2
  const about = spans(given)
  const moments = about.flatMap(({ from, raised }) => [from, raised])
  for (let at = Math.max(now - SPAN, customer.since); at < end; at += DAY * (2 + 3 * random.float()))
    moments.push(at)
  const scores = moments
    .filter((at) => at >= customer.since && at < now)
    .sort((a, b) => a - b)
    .map((at) => {
      const quiet = about.some(({ from, until }) => at >= from && at <= until)
      const noise = random.int(-2, 2)
      return { at, score: Math.round(Math.max(5, Math.min(99, level(at) + (quiet ? 0 : noise)))) }
    })
  return scores
    .filter(({ score }, index) => score !== scores[index - 1]?.score)
    .map(({ at, score }) => {
      const { grade, risk_level } = gradeOf(score)
      return {
        id: random.uuid(),
        user_id: customer.id,
        score,
        grade,
        churn_risk: risk_level,
        factors: factorsFor(health.factors as Factors, score - health.score),
        created_at: iso(Math.floor(at)),
      }
    })
}

/** A score was calculated a week before each churn alert, and when it was raised: what it says follows from these. */
function spans({ customer, churn, now }: Given) {
  return churn
    .filter(({ user_id }) => user_id === customer.id)
    .map(({ created_at, resolved_at }) => {
      const raised = Date.parse(created_at)
      return { from: raised - 7 * DAY, raised, until: resolved_at ? Date.parse(resolved_at) : now }
    })
}

/** Writes into the reasons of churn alerts how far the score fell in the week before them. */
export function tellFalls(churn: ChurnRow[], history: TablesInsert<'customer_health_history'>[]): ChurnRow[] {
  const scoreAt = (customer: string | null | undefined, at: number) =>
    history.filter((row) => row.user_id === customer && Date.parse(row.created_at ?? '') <= at).at(-1)
      ?.score ?? 0
  return churn.map((alert) => {
    if (!alert.reason.includes(SCORE_FELL)) return alert
    const raised = Date.parse(alert.created_at)
    const after = scoreAt(alert.user_id, raised)
    const fell = scoreAt(alert.user_id, raised - 7 * DAY) - after
    const words = fell > 0 ? `score fell ${fell} points in 7 days` : `score stays at ${after}`
    return { ...alert, reason: alert.reason.replace(SCORE_FELL, words) }
  })
}

/** Whoever is in trouble fell into it some weeks ago; around a churn alert that was resolved there is a dip. */
function levelOf(random: Random, { customer, health, churn, now }: Given) {
  const fell = IN_TROUBLE.includes(customer.story) ? random.int(18, 34) : 0
  const began = now - random.int(12, 30) * DAY
  const own = churn.filter(({ user_id }) => user_id === customer.id)
  const dips = own.filter(({ resolved_at }) => resolved_at)
  const falls = own.filter(({ resolved_at }) => !resolved_at).map(({ created_at }) => Date.parse(created_at))
  const ended = falls.length > 0 ? Math.max(...falls) : now
  return (at: number) => {
    if (at >= ended) return health.score
    const before = fell * Math.max(0, Math.min(1, (ended - at) / (ended - began)))
    const above = falls.map((raised) => FALL * Math.max(0, Math.min(1, (raised - at) / (7 * DAY))))
    const dip = dips.map((alert) => depth(alert, at)).reduce((sum, value) => Math.max(sum, value), 0)
    return health.score + before + Math.max(0, ...above) - dip
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
