import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer } from '../customers'
import { createRandom } from '../random'
import { iso } from '../time'
import type { Period } from './periods'
import { PLANS } from './plans'
import { time } from './world'

export type Limits = TablesInsert<'usage_limits'> & {
  call_cap_seconds: number
  call_used_seconds: number
  call_credit: number
  sms_cap: number
  sms_used: number
  sms_credit: number
}

type Counted = { user_id: string; created_at: string }

/**
 * What was used in a period of each customer.
 * @param until leaves out what is younger.
 */
export function sumBy<T extends Counted>(
  rows: T[],
  periods: Map<string, Period>,
  amount: (row: T) => number,
  until = Number.POSITIVE_INFINITY,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const period = periods.get(row.user_id)
    const at = time(row.created_at)
    if (!period || at < period.start || at >= period.end || at >= until) continue
    sums.set(row.user_id, (sums.get(row.user_id) ?? 0) + amount(row))
  }
  return sums
}

/** What every customer may use and has used: as much as the calls and texts say. */
export function limitRows(
  customers: Customer[],
  periods: Map<string, Period>,
  seconds: Map<string, number>,
  texts: Map<string, number>,
): Limits[] {
  const random = createRandom('kryonex limits')
  return customers.map(({ id, tier }) => {
    const { start, end } = periods.get(id) as Period
    const plan = PLANS[tier]
    const used = seconds.get(id) ?? 0
    const isGenerous = random.chance(0.06) && used < plan.minutes * 30
    return {
      user_id: id,
      tier,
      call_cap_seconds: plan.minutes * 60,
      call_used_seconds: used,
      call_credit: isGenerous ? random.pick([900, 1800, 3600]) : 0,
      sms_cap: plan.texts,
      sms_used: texts.get(id) ?? 0,
      sms_credit: isGenerous ? 20 : 0,
      period_start: iso(start),
      period_end: iso(end),
    }
  })
}

/** Where somebody stands: soft from the whole of the limit, hard from 110 %. */
export function withState(limits: Limits): Limits {
  const calls = limits.call_used_seconds / (limits.call_cap_seconds + limits.call_credit)
  const texts = limits.sms_used / (limits.sms_cap + limits.sms_credit)
  const most = Math.max(calls, texts)
  const limit_state = most >= 1.1 ? 'hard' : most >= 1 ? 'soft' : 'under'
  return { ...limits, limit_state, hard_stop_active: limit_state === 'hard' }
}
