import type { Customer } from '../customers'
import { createRandom, type Random } from '../random'
import { busyMoment, HOUR, iso, MINUTE } from '../time'
import { type UsageCall, usageCall } from './calls'
import { sumBy } from './limits'
import {
  currentPeriod,
  latestUsageAlerts,
  type Period,
  shiftPeriod,
  type Target,
  usageTargets,
} from './periods'
import { PLANS } from './plans'
import type { Text } from './texts'
import { share, type World } from './world'

export type Usage = {
  periods: Map<string, Period>
  /** Calls that the platform places itself to follow up on leads: nobody announces them, so no webhook. */
  followUps: UsageCall[]
  /** Texts that ask for a review, of those who send too many. */
  reviewTexts: Text[]
}

/** The current period of every customer, and what brings some of them near and over their limits. */
export function inventUsage(world: World, calls: UsageCall[], texts: Text[]): Usage {
  const random = createRandom('kryonex usage')
  const { customers, now } = world
  const alerts = latestUsageAlerts(world.alerts)
  const periods = new Map(customers.map(({ id }) => [id, currentPeriod(random, alerts.get(id), now)]))
  const targets = usageTargets(random, customers, alerts, now)
  const used = sumBy(calls, periods, ({ seconds }) => seconds)
  const followUps = customers.flatMap((customer) => {
    const [target, period] = [targets.get(customer.id), periods.get(customer.id)]
    if (!target || !period) return []
    return followUp(random, customer, period, target, used.get(customer.id) ?? 0)
  })
  const overBefore = beforeThat(random, customers, targets, periods)
  const keen = customers.filter(({ id, tier, story }) => {
    return tier === 'core' && story === 'thriving' && !targets.has(id)
  })
  const reviewTexts = keen.slice(0, share(world, 9)).flatMap((customer, index) =>
    askForReviews(
      random,
      customer,
      periods.get(customer.id) as Period,
      [52, 44, 56, 41, 47][index % 5] ?? 45,
      {
        texts,
        now,
      },
    ),
  )
  return { periods, followUps: [...followUps, ...overBefore], reviewTexts }
}

/** Some who are over their limit now were so in the period before, and have paid for it. */
function beforeThat(
  random: Random,
  customers: Customer[],
  targets: Map<string, Target>,
  periods: Map<string, Period>,
): UsageCall[] {
  const again = customers.filter(({ id, tier }) => tier === 'core' && (targets.get(id)?.share ?? 0) >= 1)
  return again.slice(0, 6).flatMap((customer) => {
    const before = shiftPeriod(periods.get(customer.id) as Period, -1)
    return followUp(random, customer, before, { share: 1 + 0.25 * random.float(), until: before.end }, 0)
  })
}

const MEAN_SECONDS = { core: 200, pro: 300, elite: 480, scale: 660 }

function followUp(
  random: Random,
  customer: Customer,
  { start }: Period,
  target: Target,
  used: number,
): UsageCall[] {
  let missing = Math.round(target.share * PLANS[customer.tier].minutes * 60) - used
  const calls: UsageCall[] = []
  while (missing > 0) {
    const mean = MEAN_SECONDS[customer.tier]
    const wanted = Math.round(30 + Math.min(random.exponential(mean), 3 * mean))
    const seconds = missing < wanted + 30 ? missing : wanted
    const at = busyMoment(random, start, target.until - HOUR, target.until)
    const provider_call_id = `call_${random.hex(20)}`
    calls.push(
      usageCall(random, customer, { provider_call_id, direction: 'outbound', seconds, created_at: iso(at) }),
    )
    missing -= seconds
  }
  return calls
}

function askForReviews(
  random: Random,
  customer: Customer,
  period: Period,
  wanted: number,
  { texts, now }: { texts: Text[]; now: number },
): Text[] {
  const had = texts.filter((text) => {
    return text.customer === customer && text.status !== 'failed' && text.at >= period.start
  })
  return Array.from({ length: Math.max(0, wanted - had.length) }, () => ({
    customer,
    direction: 'outbound',
    other: `+1${customer.areaCode}5550${random.int(100, 199)}`,
    body: `${customer.name}: how did we do? Rate us at https://reviews.example/${random.token(8)}. Reply STOP to opt out.`,
    sid: `SM${random.hex(32)}`,
    status: 'sent',
    at: busyMoment(random, period.start, now - MINUTE, now),
  }))
}
