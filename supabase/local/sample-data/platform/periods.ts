import type { AlertRow } from '../alert-kinds'
import type { Customer } from '../customers'
import type { Random } from '../random'
import { DAY } from '../time'
import { time } from './world'

export type Period = { start: number; end: number }

/** A usage alert that is younger than this is about the current period. */
const FRESH = 8 * DAY

/** A period as it was some months before, or will be. Periods start on the 28th at the latest. */
export function shiftPeriod({ start }: Period, months: number): Period {
  const date = new Date(start)
  const monthly = (count: number) =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, date.getUTCDate())
  return { start: monthly(months), end: monthly(months + 1) }
}

/**
 * The current billing period of a customer, one to four weeks old.
 * @param alert the customer's latest usage alert: an old one was about the period before.
 */
export function currentPeriod(random: Random, alert: AlertRow | undefined, now: number): Period {
  let age = random.int(9, 27)
  const alertAge = alert ? now - time(alert.created_at) : Number.POSITIVE_INFINITY
  if (alertAge >= FRESH) age = Math.min(age, Math.max(7, Math.floor(alertAge / DAY) - 1))
  const date = new Date(now - age * DAY)
  const day = Math.min(date.getUTCDate(), 28)
  return shiftPeriod({ start: Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day), end: 0 }, 0)
}

/** The latest alert about a customer's usage, by customer. */
export function latestUsageAlerts(alerts: AlertRow[]): Map<string, AlertRow> {
  const latest = new Map<string, AlertRow>()
  for (const alert of alerts) {
    const user = alert.user_id ?? ''
    if (alert.alert_type !== 'usage_threshold' && alert.alert_type !== 'usage_hard_limit') continue
    const known = latest.get(user)
    const younger = known ? time(alert.created_at) - time(known.created_at) : FRESH
    // A warning does not take back that the limit was reached.
    const isOutdone = known?.alert_type === 'usage_hard_limit' && alert.alert_type === 'usage_threshold'
    const isReached = alert.alert_type === 'usage_hard_limit' && younger > -FRESH
    if (isReached || younger > (isOutdone ? FRESH : 0)) latest.set(user, alert)
  }
  return latest
}

/** How much of the plan's minutes a customer has used, where an alert or the story says so. */
export type Target = { share: number; until: number }

/**
 * @param alerts the latest usage alert of each customer.
 * @returns how much of their minutes customers near and over their limits have used.
 */
export function usageTargets(
  random: Random,
  customers: Customer[],
  alerts: Map<string, AlertRow>,
  now: number,
): Map<string, Target> {
  const targets = new Map<string, Target>()
  for (const { id, tier } of customers) {
    const alert = alerts.get(id)
    const age = alert ? now - time(alert.created_at) : FRESH
    if (!alert || age >= FRESH) continue
    const warned = Number(alert.message?.match(/used (\d+) %/)?.[1] ?? 80) / 100
    if (alert.alert_type === 'usage_hard_limit') {
      targets.set(id, { share: 1.1 + 0.04 * random.float(), until: now - age })
    } else if (age > 4 * DAY && (tier === 'core' || tier === 'pro')) {
      targets.set(id, { share: 1 + 0.08 * random.float(), until: now })
    } else targets.set(id, { share: Math.min(warned + 0.002 * (age / DAY), 0.995), until: now })
  }
  return withSome(targets, customers, now)
}

/** However few customers there are, some are near their limit and some over it. */
function withSome(targets: Map<string, Target>, customers: Customer[], now: number): Map<string, Target> {
  const free = customers.filter(({ id, tier, story }) => {
    return tier === 'core' && story !== 'silent' && story !== 'declining' && !targets.has(id)
  })
  const wanted = [
    { from: 0.8, to: 1, least: 3, share: 0.87 },
    { from: 1, to: 1.1, least: 2, share: 1.03 },
    { from: 1.1, to: 9, least: 2, share: 1.12 },
  ]
  for (const { from, to, least, share } of wanted) {
    const has = [...targets.values()].filter((target) => target.share >= from && target.share < to).length
    for (const [index, { id }] of free.splice(0, Math.max(0, least - has)).entries()) {
      targets.set(id, { share: share + index * 0.017, until: now })
    }
  }
  return targets
}
