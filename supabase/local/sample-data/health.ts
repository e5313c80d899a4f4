import type { TablesInsert } from '@/lib/supabase/database.types'
import type { AlertRow } from './alert-kinds'
import type { Customer, Story } from './customers'
import type { ErrorRow } from './errors'
import type { Rows } from './platform/world'
import type { Random } from './random'
import { DAY, iso, MINUTE } from './time'
import type { Webhook } from './webhooks'

export type Facts = {
  calls: number
  callsBefore: number
  failedInvoices: number
  errors: number
  openAlerts: number
  /** How much of the plan's minutes is used, in percent. */
  minutesUsed: number
  /** Of the calls that were analysed, how many ended with an appointment. */
  analysed: number
  booked: number
}

type Factor = { score: number; max: number; evidence: string }

/** What the generated rows say about each customer. */
export function gatherFacts(
  queue: Webhook[],
  errors: ErrorRow[],
  alerts: AlertRow[],
  now: number,
): Map<string, Facts> {
  const all = new Map<string, Facts>()
  const of = (id: string): Facts => {
    const facts = all.get(id) ?? { ...NO_FACTS }
    all.set(id, facts)
    return facts
  }
  for (const { user_id, event_type, received_at } of queue) {
    const age = now - Date.parse(received_at)
    if (!user_id) continue
    if (event_type === 'call_ended' && age < 7 * DAY) of(user_id).calls++
    else if (event_type === 'call_ended' && age < 14 * DAY) of(user_id).callsBefore++
    else if (event_type === 'invoice.payment_failed' && age < 30 * DAY) of(user_id).failedInvoices++
  }
  for (const { user_id, created_at } of errors) {
    if (user_id && now - Date.parse(created_at) < 7 * DAY) of(user_id).errors++
  }
  for (const { user_id, acknowledged_at } of alerts) if (user_id && !acknowledged_at) of(user_id).openAlerts++
  return all
}

/** What the platform's own tables say beside it. */
export function addUsage(all: Map<string, Facts>, { usage_limits = [], leads = [] }: Rows) {
  for (const { user_id, call_used_seconds = 0, call_cap_seconds = 1, call_credit = 0 } of usage_limits) {
    const minutesUsed = Math.round((100 * call_used_seconds) / (call_cap_seconds + call_credit))
    all.set(user_id, { ...(all.get(user_id) ?? NO_FACTS), minutesUsed })
  }
  for (const { user_id, appointment_booked } of leads) {
    const facts = all.get(user_id)
    if (!facts) continue
    facts.analysed++
    if (appointment_booked) facts.booked++
  }
}

export const NO_FACTS: Facts = {
  calls: 0,
  callsBefore: 0,
  failedInvoices: 0,
  errors: 0,
  openAlerts: 0,
  minutesUsed: 0,
  analysed: 0,
  booked: 0,
}

const TARGET: Record<Story, [number, number]> = {
  thriving: [91, 99],
  steady: [81, 89],
  bumpy: [71, 79],
  failing: [48, 67],
  unpaid: [56, 67],
  declining: [57, 68],
  silent: [28, 52],
}

/** The health score of a customer: the sum of its factors, each with what it rests on. */
export function healthRow(
  random: Random,
  customer: Customer,
  facts: Facts,
  now: number,
): TablesInsert<'customer_health_scores'> {
  const days = Math.floor((now - customer.lastSignIn) / DAY)
  const known: Record<string, Factor> = {
    call_volume_trend: callTrend(customer.story, facts),
    payment: factor(
      [20, 13, 6][facts.failedInvoices] ?? 2,
      20,
      `${count(facts.failedInvoices, 'failed invoice')} in 30 days`,
    ),
    errors: factor(
      Math.round(20 * Math.exp(-facts.errors / 30)),
      20,
      `${count(facts.errors, 'error')} in 7 days`,
    ),
    portal_activity: factor(
      portalScore(days),
      10,
      days === 0 ? 'last sign-in today' : `last sign-in ${count(days, 'day')} ago`,
    ),
  }
  const sum = Object.values(known).reduce((total, { score }) => total + score, 0)
  const [low, high] = TARGET[customer.story]
  const missing = Math.max(0, Math.min(25, random.int(low, high) - sum))
  const usage = Math.round(missing * 0.6)
  const factors = {
    ...known,
    usage: factor(usage, 15, `${facts.minutesUsed} % of the plan's minutes used`),
    booking_rate: factor(missing - usage, 10, `${facts.booked} of ${count(facts.analysed, 'call')} booked`),
  }
  const score = sum + missing
  const age = customer.trouble > 3 ? random.int(2, 40) : random.int(12, 700)
  return {
    id: random.uuid(),
    user_id: customer.id,
    score,
    ...gradeOf(score),
    factors,
    last_calculated: iso(now - age * MINUTE),
  }
}

const factor = (score: number, max: number, evidence: string): Factor => ({ score, max, evidence })

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`

function callTrend(story: Story, { calls, callsBefore }: Facts): Factor {
  const evidence = `${count(calls, 'call')} in 7 days, was ${callsBefore} the week before`
  if (story === 'silent') return factor(2, 25, 'no calls in 9 days')
  if (callsBefore < 3) return factor(22, 25, evidence)
  const ratio = calls / callsBefore
  if (callsBefore < 10 && ratio > 0.3) return factor(23, 25, evidence)
  return factor(Math.max(0, Math.min(25, Math.round(36 * ratio - 4))), 25, evidence)
}

function portalScore(days: number): number {
  if (days <= 3) return 10
  if (days <= 7) return 8
  if (days <= 14) return 6
  return days <= 30 ? 3 : 0
}

/** The grade of a score and the risk that goes with it. */
export function gradeOf(score: number) {
  if (score >= 90) return { grade: 'A', risk_level: 'low' }
  if (score >= 80) return { grade: 'B', risk_level: 'low' }
  if (score >= 70) return { grade: 'C', risk_level: 'medium' }
  if (score >= 60) return { grade: 'D', risk_level: 'high' }
  return { grade: 'F', risk_level: 'critical' }
}
