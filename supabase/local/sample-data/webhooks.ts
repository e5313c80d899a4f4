import type { TablesInsert } from '@/lib/supabase/database.types'
import { createChooser, isActive } from './choose-customer'
import type { Customer } from './customers'
import { bookingPayload, type Call, callPayload, invoicePayload, textPayload } from './payloads'
import { inventCaller } from './people'
import type { Random } from './random'
import { busyMoment, DAY, iso, MINUTE, SECOND, SPAN } from './time'
import type { Volumes } from './volumes'

export type Webhook = TablesInsert<'webhook_queue'> & { id: string; received_at: string }

/** A webhook as it arrives, before anything is known about how its processing went. */
export type Arrival = {
  customer: Customer
  event: string
  key: string
  payload: Record<string, unknown>
  at: number
}

/** How long the oldest pending webhook has been waiting. */
export const BACKLOG = 18 * MINUTE + 42 * SECOND

/** Ninety days of webhooks, in the order in which they arrived; no calls during the backlog. */
export function inventArrivals(
  random: Random,
  customers: Customer[],
  volumes: Volumes,
  now: number,
): Arrival[] {
  const byVolume = createChooser(random, customers, ({ volume }) => volume)
  const anyone = createChooser(random, customers, () => 1)
  const moment = (choose: () => Customer): [Customer, number] => {
    for (;;) {
      const at = busyMoment(random, now - SPAN, now, now)
      const customer = choose()
      if (isActive(random, customer, at, now)) return [customer, at]
    }
  }
  const arrivals: Arrival[] = []
  for (let i = 0; i < volumes.calls; i++) {
    const [customer, at] = moment(byVolume)
    arrivals.push(...callArrivals(random, inventCall(random, customer, at)))
  }
  for (let i = 0; i < volumes.texts; i++) arrivals.push(textArrival(random, ...moment(byVolume)))
  for (let i = 0; i < volumes.bookings; i++) arrivals.push(bookingArrival(random, ...moment(byVolume)))
  for (let i = 0; i < volumes.invoices; i++) {
    arrivals.push(
      invoiceArrival(
        random,
        ...moment(anyone),
        random.chance(0.03) ? 'invoice.payment_failed' : 'invoice.paid',
      ),
    )
  }
  for (const customer of customers.filter(({ story }) => story === 'unpaid')) {
    for (const days of [24.2, 3.1]) {
      arrivals.push(invoiceArrival(random, customer, Math.floor(now - days * DAY), 'invoice.payment_failed'))
    }
  }
  return arrivals
    .filter(({ event, at }) => at < now && !(event.startsWith('call_') && at > now - BACKLOG))
    .sort((a, b) => a.at - b.at)
}

/** A call that starts at a given time. */
export function inventCall(random: Random, customer: Customer, at: number): Call {
  const seconds = Math.round(15 + Math.min(random.exponential(150), 900))
  return {
    id: `call_${random.hex(20)}`,
    customer,
    caller: inventCaller(random, customer.areaCode),
    at,
    seconds,
  }
}

/** The three webhooks of a call: it starts, ends, and has been analysed. */
export function callArrivals(random: Random, call: Call): Arrival[] {
  const end = call.at + call.seconds * SECOND
  const times = { call_started: call.at, call_ended: end, call_analyzed: end + random.int(4, 25) * SECOND }
  return Object.entries(times).map(([event, at]) => callArrival(random, event, call, at))
}

/** One webhook of a call. */
export const callArrival = (random: Random, event: string, call: Call, at: number): Arrival => ({
  customer: call.customer,
  event,
  key: `retell:${event}:${call.id}`,
  payload: callPayload(random, event, call),
  at,
})

/** A message that came in, or the report that one was delivered. */
export function textArrival(random: Random, customer: Customer, at: number): Arrival {
  const event = random.chance(0.6) ? 'sms_inbound' : 'sms_status'
  const payload = textPayload(random, event, customer, inventCaller(random, customer.areaCode))
  return { customer, event, key: `twilio:${event}:${payload.MessageSid}`, payload, at }
}

/** A booking that was made or called off. */
export function bookingArrival(random: Random, customer: Customer, at: number): Arrival {
  const event = random.chance(0.85) ? 'booking.created' : 'booking.cancelled'
  const payload = bookingPayload(random, event, customer, inventCaller(random, customer.areaCode), at)
  return { customer, event, key: `calcom:${event}:${payload.payload.uid}`, payload, at }
}

function invoiceArrival(random: Random, customer: Customer, at: number, event: string): Arrival {
  const payload = invoicePayload(random, event, customer, at)
  return { customer, event, key: `stripe:${payload.id}`, payload, at }
}

/** What became of a webhook; nothing yet, unless said otherwise. */
export function webhookRow(random: Random, arrival: Arrival, outcome: Partial<Webhook> = {}): Webhook {
  return {
    id: random.uuid(),
    phone_number: arrival.event.startsWith('invoice') ? null : arrival.customer.phone,
    user_id: arrival.customer.id,
    event_type: arrival.event,
    raw_payload: arrival.payload as Webhook['raw_payload'],
    idempotency_key: arrival.key,
    received_at: iso(arrival.at),
    processed_at: null,
    processed_by: null,
    result: null,
    error_message: null,
    attempts: 0,
    ...outcome,
  }
}
