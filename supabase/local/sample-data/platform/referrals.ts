import type { Customer } from '../customers'
import { createRandom, type Random } from '../random'
import { DAY, iso } from '../time'
import { PLANS } from './plans'
import { address } from './sessions'
import { type Rows, share, type World } from './world'

const TERMS = { upfront: 2500, percent: 10, months: 12, hold: 30 }

/** Who brought whom, what they are owed for it, and one who referred themselves. */
export function referralRows(world: World): Rows {
  const random = createRandom('kryonex referrals')
  const { customers, now } = world
  const referrers = customers.filter(({ story }) => story === 'thriving').slice(0, share(world, 60))
  const referred = customers.filter(({ since }) => now - since < 300 * DAY).slice(-share(world, 48))
  const codes = referrers.map(({ id, name, since }, index) => ({
    id: random.uuid(),
    user_id: id,
    code: `${name
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 8)
      .toUpperCase()}${100 + index}`,
    created_at: iso(since + 20 * DAY),
    is_active: index % 12 !== 11,
  }))
  const pairs = referred
    .map((customer, index) => ({
      customer,
      code: codes[(index * 7) % codes.length] as (typeof codes)[number],
    }))
    .filter(
      ({ customer, code }) => code.user_id !== customer.id && Date.parse(code.created_at) < customer.since,
    )
  const referrals = pairs.map(({ customer, code }, index) => {
    const outcome = index === 2 ? 'fraud' : index % 8 === 5 ? 'unpaid' : 'paid'
    return referral(random, customer, code, outcome, now)
  })
  return {
    referral_settings: [
      {
        id: 1,
        upfront_amount_cents: TERMS.upfront,
        monthly_percent: TERMS.percent,
        max_months: TERMS.months,
        hold_days: TERMS.hold,
        min_payout_cents: 5000,
        auto_approve_under_cents: 10_000,
        is_active: true,
        updated_at: iso(now - 200 * DAY),
      },
    ],
    referral_codes: codes,
    referrals,
    referral_commissions: referrals.flatMap((row, index) =>
      commissions(random, row, pairs[index]?.customer as Customer, now),
    ),
  }
}

function referral(
  random: Random,
  { id, since }: Customer,
  code: { user_id: string; code: string },
  outcome: 'fraud' | 'unpaid' | 'paid',
  now: number,
) {
  const eligible = since + (1 + TERMS.hold) * DAY
  const isFraud = outcome === 'fraud'
  const hasPaid = outcome !== 'unpaid'
  const isEligible = outcome === 'paid' && eligible < now
  return {
    id: random.uuid(),
    referrer_id: code.user_id,
    referred_id: id,
    referral_code: code.code,
    status: isFraud ? 'rejected' : isEligible ? 'eligible' : 'pending',
    signup_ip: address(random),
    signup_at: iso(since),
    first_payment_at: hasPaid ? iso(since + DAY) : null,
    eligible_at: hasPaid ? iso(eligible) : null,
    upfront_paid: isEligible,
    upfront_paid_at: isEligible ? iso(eligible) : null,
    months_paid: isEligible ? Math.min(TERMS.months, Math.floor((now - eligible) / (30 * DAY))) : 0,
    total_commission_cents: 0,
    rejection_reason: isFraud ? 'Same card as the referrer.' : null,
    fraud_flags: isFraud ? ['same_card', 'same_address'] : [],
    created_at: iso(since),
    updated_at: iso(Math.min(eligible, now)),
  }
}

type Referral = ReturnType<typeof referral>

/** Fills in the referral's total from what it lists. */
function commissions(random: Random, row: Referral, { tier }: Customer, now: number) {
  if (!row.upfront_paid) return []
  const monthly = Math.round(PLANS[tier].dollars * TERMS.percent)
  const due = [TERMS.upfront, ...Array.from({ length: row.months_paid }, () => monthly)]
  row.total_commission_cents = due.reduce((sum, cents) => sum + cents, 0)
  return due.map((amount_cents, month) => {
    const created = Date.parse(row.upfront_paid_at ?? '') + month * 30 * DAY
    const isPaid = now - created > 35 * DAY
    return {
      id: random.uuid(),
      referral_id: row.id,
      referrer_id: row.referrer_id,
      amount_cents,
      commission_type: month === 0 ? 'upfront' : 'monthly',
      month_number: month,
      status: isPaid ? 'paid' : 'approved',
      stripe_invoice_id: `in_1Q${random.token(22)}`,
      stripe_subscription_id: null,
      created_at: iso(created),
      approved_at: iso(created),
      paid_at: isPaid ? iso(created + 33 * DAY) : null,
    }
  })
}
