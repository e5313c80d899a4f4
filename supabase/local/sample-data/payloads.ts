import type { Customer } from './customers'
import type { Caller } from './people'
import { PLANS } from './platform/plans'
import type { Random } from './random'
import { HOUR, iso } from './time'

/** One phone call, from which several webhooks come. */
export type Call = { id: string; customer: Customer; caller: Caller; at: number; seconds: number }

const CONCERNS = {
  hvac: [
    'furnace blows cold air',
    'AC makes a rattling noise',
    'thermostat shows an error',
    'yearly tune-up',
  ],
  plumbing: [
    'water heater is leaking',
    'kitchen drain is clogged',
    'toilet keeps running',
    'burst pipe in the basement',
  ],
  electrical: [
    'breaker trips every night',
    'outlets have no power',
    'wants a charger for the car',
    'lights flicker',
  ],
} as const
const SENTIMENTS = [
  ['Positive', 5],
  ['Neutral', 4],
  ['Negative', 1],
] as const

const callBasics = ({ id, customer, caller, at }: Call) => ({
  call_id: id,
  call_type: 'phone_call',
  direction: 'inbound',
  agent_id: customer.agentId,
  from_number: caller.phone,
  to_number: customer.phone,
  start_timestamp: at,
  metadata: { customer_id: customer.id, plan: customer.tier },
})

/** @returns the payload of call_started, call_ended or call_analyzed. */
export function callPayload(random: Random, event: string, call: Call): Record<string, unknown> {
  const basics = callBasics(call)
  if (event === 'call_started' || event === 'call_inbound')
    return { event, call: { ...basics, call_status: 'ongoing' } }
  const ended = {
    ...basics,
    call_status: 'ended',
    end_timestamp: call.at + call.seconds * 1000,
    duration_ms: call.seconds * 1000,
    disconnection_reason: random.pick(['user_hangup', 'agent_hangup', 'call_transfer']),
    recording_url: `https://recordings.example/${call.id}.wav?token=${random.token(28)}`,
  }
  if (event === 'call_ended') return { event, call: ended }
  return { event, call: { ...ended, ...analysis(random, call) } }
}

function analysis(random: Random, { customer, caller }: Call) {
  const concern = random.pick(CONCERNS[customer.industry])
  const transcript = [
    { role: 'agent', content: `Thank you for calling ${customer.name}, how can I help?` },
    { role: 'user', content: `Hi, this is ${caller.name}. I am calling because: ${concern}.` },
    { role: 'agent', content: 'I can book a technician. What is the best number and e-mail for you?' },
    { role: 'user', content: `${caller.phone}, and ${caller.email}. I live at ${caller.address}.` },
  ]
  return {
    transcript_object: transcript,
    call_analysis: {
      call_summary: `${caller.name} called because: ${concern}. Call back at ${caller.phone}.`,
      user_sentiment: random.weighted(SENTIMENTS),
      call_successful: random.chance(0.86),
      custom_analysis_data: {
        customer_name: caller.name,
        service_address: caller.address,
        concern,
        appointment_booked: random.chance(0.4),
      },
    },
  }
}

/** @returns what Twilio posts for an incoming message or a delivery report. */
export function textPayload(random: Random, event: string, customer: Customer, caller: Caller) {
  const ids = {
    MessageSid: `SM${random.hex(32)}`,
    AccountSid: `AC${random.hex(32)}`,
    ApiVersion: '2010-04-01',
  }
  if (event === 'sms_status') {
    return { ...ids, From: customer.phone, To: caller.phone, MessageStatus: 'delivered', ErrorCode: null }
  }
  const Body = random.pick([
    'Running late, is 10 ok?',
    'Yes please, tomorrow works',
    'How much is the visit?',
    `Please write to ${caller.email} instead`,
    'STOP',
  ])
  return {
    ...ids,
    From: caller.phone,
    To: customer.phone,
    Body,
    NumMedia: '0',
    NumSegments: '1',
    FromCity: 'SPRINGFIELD',
  }
}

/** @returns what Cal.com posts for a booking. */
export function bookingPayload(
  random: Random,
  event: string,
  customer: Customer,
  caller: Caller,
  at: number,
) {
  const start = at + random.int(8, 120) * HOUR
  return {
    triggerEvent: event === 'booking.created' ? 'BOOKING_CREATED' : 'BOOKING_CANCELLED',
    createdAt: iso(at),
    payload: {
      uid: random.token(22),
      title: `${random.pick(CONCERNS[customer.industry])}: ${caller.name}`,
      startTime: iso(start),
      endTime: iso(start + 2 * HOUR),
      organizer: { email: customer.email, timeZone: 'America/Chicago' },
      attendees: [{ name: caller.name, email: caller.email, phoneNumber: caller.phone }],
      location: caller.address,
    },
  }
}

/** @returns what Stripe posts for an invoice. */
export function invoicePayload(random: Random, event: string, customer: Customer, at: number) {
  const paid = event === 'invoice.paid'
  const price = PLANS[customer.tier].dollars * 100
  return {
    id: `evt_1Q${random.token(22)}`,
    type: event,
    created: Math.floor(at / 1000),
    livemode: true,
    data: {
      object: {
        id: `in_1Q${random.token(22)}`,
        customer: `cus_${random.token(14)}`,
        customer_email: customer.email,
        customer_phone: customer.transferNumber,
        amount_due: price,
        amount_paid: paid ? price : 0,
        currency: 'usd',
        attempt_count: paid ? 1 : random.int(1, 3),
        subscription: `sub_1Q${random.token(22)}`,
        payment_intent: { client_secret: `pi_${random.token(24)}_secret_${random.token(24)}` },
        last_payment_error: paid
          ? null
          : { code: 'card_declined', decline_code: 'insufficient_funds', last4: '4242' },
      },
    },
  }
}
