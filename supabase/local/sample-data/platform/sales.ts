import { inventBusinesses } from '../businesses'
import { inventCaller } from '../people'
import { createRandom, type Random } from '../random'
import { busyMoment, DAY, HOUR, iso, SPAN } from '../time'
import type { Lead } from './leads'
import { PLANS } from './plans'
import { type Rows, share, type World } from './world'

const OUTCOMES = [
  ['No Answer', 30],
  ['Gatekeeper', 14],
  ['Not Interested', 18],
  ['Hangup', 6],
  ['Pitch Delivered', 20],
  ['Demo Set', 12],
] as const

/** The platform's own selling: prospects, calls to them, and the deals with those who became customers. */
export function salesRows({ customers, admins, now, ...world }: World): Rows & { leads: Lead[] } {
  const random = createRandom('kryonex sales')
  const seller = admins[1] as string
  const names = customers.map(({ name }) => name)
  const count = share({ customers, admins, now, ...world }, 140)
  const prospects = inventBusinesses(random, count, names).map((business) =>
    prospect(
      random,
      seller,
      business.name,
      business.areaCode,
      busyMoment(random, now - SPAN, now - HOUR, now),
    ),
  )
  const won = customers
    .filter(({ since }) => now - since < 300 * DAY)
    .slice(0, share({ customers, admins, now, ...world }, 60))
  const leads = won.map(({ name, areaCode, since }) => ({
    ...prospect(random, seller, name, areaCode, since - random.int(3, 20) * DAY),
    status: 'won',
  }))
  const deals = won.map(({ tier, since }, index) => ({
    id: random.uuid(),
    lead_id: leads[index]?.id,
    seller_id: seller,
    stripe_session_id: `cs_live_placeholder_${random.token(16)}`,
    amount: PLANS[tier].dollars,
    status: 'closed_won',
    created_at: iso(since),
  }))
  return {
    leads: [...prospects, ...leads],
    deals,
    commissions: deals.map(({ id, amount, created_at }) => {
      const approved = Date.parse(created_at) + 30 * DAY
      return {
        id: random.uuid(),
        seller_id: seller,
        deal_id: id,
        deal_amount: amount,
        commission_amount: amount / 5,
        status: approved < now ? 'approved' : 'pending',
        approved_at: approved < now ? iso(approved) : null,
        created_at,
      }
    }),
    call_recordings: [...prospects, ...leads].map((lead) => recording(random, seller, lead)),
    dialer_queue: prospects.slice(0, Math.ceil(count / 3)).map(({ id, created_at }, index) => ({
      id: random.uuid(),
      lead_id: id,
      created_by: seller,
      status: ['pending', 'pending', 'dialing', 'done'][index % 4],
      created_at,
    })),
  }
}

function prospect(random: Random, seller: string, business_name: string, areaCode: string, at: number): Lead {
  const { name, phone } = inventCaller(random, areaCode)
  return {
    id: random.uuid(),
    user_id: seller,
    phone,
    name,
    business_name,
    transcript: null,
    summary: 'Asked for a demonstration on the website.',
    sentiment: 'neutral',
    status: random.pick(['new', 'contacted', 'contacted', 'lost']),
    call_duration_seconds: null,
    appointment_booked: false,
    flagged_for_review: false,
    created_at: iso(at),
  }
}

function recording(random: Random, seller: string, lead: Lead) {
  const outcome = lead.status === 'won' ? 'Demo Set' : random.weighted(OUTCOMES)
  const call_id = `sale_${random.hex(16)}`
  const isSuspicious = random.chance(0.06)
  return {
    id: random.uuid(),
    seller_id: seller,
    lead_id: lead.id,
    duration: outcome === 'No Answer' ? 0 : Math.round(12 + random.exponential(190)),
    recording_url: `https://recordings.example/${call_id}.wav`,
    outcome,
    qa_flags: isSuspicious ? ['talked_over_the_prospect'] : [],
    manager_notes: isSuspicious ? 'Listen to this one together.' : null,
    flagged_for_review: isSuspicious,
    created_at: iso(Date.parse(lead.created_at) + 20 * 60_000),
    updated_at: iso(Date.parse(lead.created_at) + 20 * 60_000),
    call_id,
  }
}
