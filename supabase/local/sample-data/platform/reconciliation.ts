import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer } from '../customers'
import { createRandom, type Random } from '../random'
import { DAY, HOUR, iso, MINUTE, SECOND, SPAN } from '../time'
import type { UsageCall } from './calls'
import { type Limits, sumBy } from './limits'
import { type Period, shiftPeriod } from './periods'
import { share, type World } from './world'

type Run = TablesInsert<'reconciliation_runs'>
type Counted = { user_id: string; created_at: string }

/** A writer that lost or repeated something: from then until it was mended, limits and sums differ. */
type Fault = {
  customer: Customer
  field: 'call_used_seconds' | 'sms_used'
  factor: number
  from: number
  until: number
}
type Given = { periods: Map<string, Period>; calls: UsageCall[]; texts: Counted[]; limits: Limits[] }
/** What is counted of each customer: seconds of calls, and texts as one each. */
type Amount = Counted & { seconds: number }
type Grouped = { periods: Map<string, Period>; calls: Map<string, Amount[]>; texts: Map<string, Amount[]> }

/** At 03:00 UTC. */
const NIGHTLY = 3 * HOUR
const FAILED_NIGHTS_AGO = 11

/**
 * Compares every night what was counted with what the limits say.
 * @returns the runs, and the limits with the differences that the latest run reports.
 */
export function reconcile(world: World, given: Given): { runs: Run[]; limits: Limits[] } {
  const random = createRandom('kryonex reconciliation')
  const { now } = world
  const lastNight = Math.floor((now - NIGHTLY - HOUR) / DAY) * DAY + NIGHTLY
  const texts = given.texts.map((row) => ({ ...row, seconds: 1 }))
  const grouped = { periods: given.periods, calls: byUser(given.calls), texts: byUser(texts) }
  const faults = inventFaults(random, world, given, grouped, lastNight)
  const nights = Array.from({ length: SPAN / DAY }, (_, index) => lastNight - index * DAY)
  const runs = nights.flatMap((at, index) => {
    const checked = world.customers.filter(({ since }) => since < at).length
    if (index !== FAILED_NIGHTS_AGO) return [completed(random, { at, checked }, compare(grouped, faults, at))]
    const manual = at + 5 * HOUR + 12 * MINUTE
    const again = completed(random, { at: manual, checked }, compare(grouped, faults, manual))
    return [
      failed(random, at, Math.floor(checked / 2)),
      { ...again, run_type: 'manual', triggered_by: `admin:${world.admins[2]}` },
    ]
  })
  const lasting = compare(grouped, faults, lastNight)
  const limits = given.limits.map((limit) => {
    const differing = { ...limit }
    for (const { user_id, field, counted, in_limits } of lasting) {
      if (user_id === limit.user_id) differing[field] += in_limits - counted
    }
    return differing
  })
  return { runs, limits }
}

function byUser(rows: Amount[]): Map<string, Amount[]> {
  const groups = new Map<string, Amount[]>()
  for (const row of rows) {
    const group = groups.get(row.user_id)
    if (group) group.push(row)
    else groups.set(row.user_id, [row])
  }
  return groups
}

/** Past ones that were mended after a night or two, and those that are still there. */
function inventFaults(
  random: Random,
  world: World,
  { limits }: Given,
  { periods, calls, texts }: Grouped,
  lastNight: number,
): Fault[] {
  const candidates = (counted: Map<string, Amount[]>, least: number) =>
    world.customers.filter(({ id, story }, index) => {
      const { call_used_seconds = 0, call_cap_seconds = 0 } = limits[index] ?? {}
      const sum = sumBy(counted.get(id) ?? [], periods, ({ seconds }) => seconds, lastNight).get(id) ?? 0
      return story !== 'silent' && call_used_seconds < call_cap_seconds * 0.6 && sum >= least
    })
  const fault = (customer: Customer, field: Fault['field'], from: number, until: number): Fault => {
    const factor = (random.chance(0.7) ? 1 : -1) * (0.06 + 0.16 * random.float())
    return { customer, field, factor, from, until }
  }
  const past = Array.from({ length: share(world, 46) }, () => {
    const from = lastNight - random.int(2, 86) * DAY
    return fault(random.pick(world.customers), 'call_used_seconds', from, from + random.int(1, 2) * DAY)
  })
  const lasting = [
    ...candidates(calls, 900)
      .slice(3, 3 + share(world, 4))
      .map((customer) => ({ customer, field: 'call_used_seconds' as const })),
    ...candidates(texts, 10)
      .slice(-share(world, 1))
      .map((customer) => ({ customer, field: 'sms_used' as const })),
  ]
  const current = lasting.map(({ customer, field }, index) =>
    fault(customer, field, lastNight - ([0, 2, 1, 4][index] ?? 0) * DAY, Number.POSITIVE_INFINITY),
  )
  // A past fault of somebody whose limits are wrong now would be reported twice.
  return [...past.filter((one) => !lasting.some(({ customer }) => customer === one.customer)), ...current]
}

/** What a run finds: differences of more than 5 % between the limits and the sums of the period. */
function compare({ periods, calls, texts }: Grouped, faults: Fault[], at: number) {
  return faults.flatMap(({ customer, field, factor, from, until }) => {
    if (at < from || at >= until) return []
    let period = periods.get(customer.id) as Period
    while (period.start > at) period = shiftPeriod(period, -1)
    const own = new Map([[customer.id, period]])
    const counted = field === 'sms_used' ? texts : calls
    const sum = sumBy(counted.get(customer.id) ?? [], own, ({ seconds }) => seconds, at).get(customer.id) ?? 0
    const in_limits = Math.max(0, sum + Math.sign(factor) * Math.ceil(Math.abs(factor) * sum))
    if (sum === 0 || Math.abs(in_limits - sum) / sum <= 0.05) return []
    const difference_percent = Math.round(((in_limits - sum) / sum) * 1000) / 10
    return [{ user_id: customer.id, field, counted: sum, in_limits, difference_percent }]
  })
}

function completed(random: Random, { at, checked }: { at: number; checked: number }, found: object[]): Run {
  return {
    id: random.uuid(),
    run_type: 'nightly',
    started_at: iso(at),
    completed_at: iso(at + checked * random.int(40, 90) + 2 * SECOND),
    status: 'completed',
    records_checked: checked,
    discrepancies_found: found.length,
    discrepancy_details: found as Run['discrepancy_details'],
    triggered_by: 'scheduler',
  }
}

function failed(random: Random, at: number, checked: number): Run {
  return {
    ...completed(random, { at, checked }, []),
    completed_at: iso(at + 120 * SECOND),
    status: 'failed',
    discrepancy_details: {
      error: 'canceling statement due to statement timeout',
      statement: 'sum of usage_calls',
    },
  }
}
