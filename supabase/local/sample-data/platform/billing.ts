import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer, Story } from '../customers'
import { createRandom } from '../random'
import { DAY, HOUR, iso } from '../time'
import type { UsageCall } from './calls'
import { sumBy } from './limits'
import { type Period, shiftPeriod } from './periods'
import { OVERAGE, PLANS } from './plans'
import { processedWebhooks, type Rows, time, type World } from './world'

type Tier = Customer['tier']
type Given = { periods: Map<string, Period>; calls: UsageCall[] }

const PRICES_SINCE = Date.parse('2026-01-01T00:00:00Z')
const FIRST_PRICES_SINCE = Date.parse('2025-01-01T00:00:00Z')
const PROVIDER_COST = { minute: 0.11, text: 0.0079 }

/** Subscriptions, what the plans cost from when to when, and the lines of the last two bills. */
export function billingRows(world: World, { periods, calls }: Given): Rows {
  const random = createRandom('kryonex billing')
  const snapshots = tierSnapshots(random.uuid)
  const current = new Map(snapshots.filter((one) => !one.effective_until).map((one) => [one.tier_id, one.id]))
  const lines = [1, 2].flatMap((months) => {
    const past = new Map([...periods].map(([id, period]) => [id, shiftPeriod(period, -months)]))
    const used = sumBy(calls, past, ({ seconds }) => seconds)
    return world.customers
      .filter(({ id, since }) => since < (past.get(id)?.start ?? 0))
      .flatMap((customer) =>
        billLines(customer, past.get(customer.id) as Period, used.get(customer.id) ?? 0).map((line) => ({
          id: random.uuid(),
          ...line,
          tier_snapshot_id: current.get(customer.tier),
          dispute_id: random.chance(0.004) ? `dp_${random.token(22)}` : null,
        })),
      )
  })
  return {
    tier_snapshots: snapshots,
    subscriptions: subscriptionRows(world, periods),
    billing_line_items: lines,
  }
}

/** This year's prices, and last year's, which were lower. */
function tierSnapshots(uuid: () => string) {
  return (Object.keys(PLANS) as Tier[]).flatMap((tier) => {
    const { name, minutes, texts, dollars } = PLANS[tier]
    const snapshot = {
      tier_id: tier,
      tier_name: name,
      free_minutes: minutes,
      free_sms: texts,
      overage_rate_minutes: OVERAGE[tier].minute,
      overage_rate_sms: OVERAGE[tier].text,
    }
    const [first, second] = [iso(FIRST_PRICES_SINCE), iso(PRICES_SINCE)]
    const price = Math.round(dollars * 0.9)
    return [
      {
        id: uuid(),
        ...snapshot,
        monthly_price: price,
        effective_from: first,
        effective_until: second,
        created_at: first,
      },
      {
        id: uuid(),
        ...snapshot,
        monthly_price: dollars,
        effective_from: second,
        effective_until: null,
        created_at: second,
      },
    ]
  })
}

function billLines(
  customer: Customer,
  period: Period,
  seconds: number,
): TablesInsert<'billing_line_items'>[] {
  const plan = PLANS[customer.tier]
  const minutes = Math.ceil(seconds / 60)
  const cost = Math.round(minutes * PROVIDER_COST.minute * 100) / 100
  const line = {
    billing_period_id: `${iso(period.start).slice(0, 10)}_${customer.tier}`,
    user_id: customer.id,
    phone_number: customer.phone,
    event_range_start: iso(period.start),
    event_range_end: iso(period.end),
    created_at: iso(period.end + HOUR),
  }
  const subscription = { ...line, event_type: 'subscription', billed_units: 1, unit_rate: plan.dollars }
  const beyond = Math.max(0, minutes - plan.minutes)
  const overage = Math.round(beyond * OVERAGE[customer.tier].minute * 100) / 100
  const rate = OVERAGE[customer.tier].minute
  const base = {
    ...subscription,
    total_amount: plan.dollars,
    provider_cost: cost,
    margin: plan.dollars - cost,
  }
  if (beyond === 0) return [base]
  const call = {
    ...line,
    event_type: 'call_overage',
    billed_units: beyond,
    unit_rate: rate,
    total_amount: overage,
  }
  return [base, { ...call, provider_cost: 0, margin: overage }]
}

const STATUS: Partial<Record<Story, string>> = { unpaid: 'past_due' }

/** One for each customer, under the ids that the latest invoice names, where one has come. */
function subscriptionRows({ customers, queue, now, ...world }: World, periods: Map<string, Period>) {
  const random = createRandom('kryonex subscriptions')
  type Invoice = { data: { object: { customer: string; subscription: string } } }
  const invoiced = new Map<string, Invoice['data']['object']>()
  for (const { webhook, customer } of processedWebhooks(
    { customers, queue, now, ...world },
    'invoice.paid',
  )) {
    invoiced.set(customer.id, (webhook.raw_payload as Invoice).data.object)
  }
  const current = customers.map((customer) => {
    const { start, end } = periods.get(customer.id) as Period
    return {
      id: random.uuid(),
      user_id: customer.id,
      stripe_subscription_id: invoiced.get(customer.id)?.subscription ?? `sub_1Q${random.token(22)}`,
      stripe_customer_id: invoiced.get(customer.id)?.customer ?? `cus_${random.token(14)}`,
      tier: customer.tier as string,
      status: STATUS[customer.story] ?? 'active',
      current_period_start: iso(start),
      current_period_end: iso(end),
      created_at: iso(customer.since),
    }
  })
  // Who moved to a bigger plan had a subscription before.
  const earlier = current.flatMap((row) => {
    if (row.tier === 'core' || !random.chance(0.12) || now - time(row.created_at) < 120 * DAY) return []
    const until = now - random.int(40, 90) * DAY
    const ids = { id: random.uuid(), stripe_subscription_id: `sub_1Q${random.token(22)}` }
    const dates = { current_period_start: iso(until - 30 * DAY), current_period_end: iso(until) }
    return [{ ...row, ...ids, ...dates, tier: 'core', status: 'canceled' }]
  })
  return [...current, ...earlier]
}
