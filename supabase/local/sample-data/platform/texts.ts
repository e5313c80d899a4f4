import type { Customer } from '../customers'
import { createRandom, type Random } from '../random'
import { DAY, SECOND } from '../time'
import { processedWebhooks, time, type World } from './world'

/** A message between a customer's business and one of its callers. */
export type Text = {
  customer: Customer
  direction: 'inbound' | 'outbound'
  other: string
  body: string
  /** The provider's id. */
  sid: string
  status: 'received' | 'sent' | 'delivered' | 'failed'
  at: number
}

const CONFIRMATIONS = [
  'Your appointment is booked. We will text you when the technician is on the way.',
  'Thanks for calling. Reply STOP to opt out.',
  'Reminder: your technician comes tomorrow between 8 and 10.',
  'The technician is about 20 minutes away.',
] as const
const REPLIES = [
  'Thanks, we will be there.',
  'Of course, see you then.',
  'A visit is $89, parts not included.',
] as const

/** The messages of ninety days, the oldest first. */
export function inventTexts(world: World): Text[] {
  const random = createRandom('kryonex texts')
  const texts = [...received(random, world), ...delivered(random, world), ...filtered(world)]
  return texts.sort((a, b) => a.at - b.at)
}

/** What callers wrote, and what some of them were answered. */
function received(random: Random, world: World): Text[] {
  return processedWebhooks(world, 'sms_inbound').flatMap(({ webhook, customer }): Text[] => {
    const { From, Body, MessageSid } = webhook.raw_payload as Record<string, string>
    const at = time(webhook.received_at)
    const came = { customer, direction: 'inbound', status: 'received', at } as const
    const text: Text = { ...came, other: From ?? '', body: Body ?? '', sid: MessageSid ?? '' }
    const answered = at + random.int(20, 400) * SECOND
    if (Body === 'STOP' || answered > world.now || !random.chance(0.25)) return [text]
    const reply = { direction: 'outbound', status: 'sent', sid: `SM${random.hex(32)}`, at: answered } as const
    return [text, { ...text, ...reply, body: random.pick(REPLIES) }]
  })
}

/** What reached a caller, as the delivery reports say. */
function delivered(random: Random, world: World): Text[] {
  return processedWebhooks(world, 'sms_status').map(({ webhook, customer }) => {
    const { To, MessageSid } = webhook.raw_payload as Record<string, string>
    return {
      customer,
      direction: 'outbound',
      other: To ?? '',
      body: `${customer.name}: ${random.pick(CONFIRMATIONS)}`,
      sid: MessageSid ?? '',
      status: 'delivered',
      at: time(webhook.received_at) - random.int(2, 25) * SECOND,
    }
  })
}

/** What a carrier filtered, lately: the errors say so. */
function filtered(world: World): Text[] {
  const byId = new Map(world.customers.map((customer) => [customer.id, customer]))
  return world.errors.flatMap(({ error_type, user_id, message, request_body, created_at }): Text[] => {
    const customer = byId.get(user_id ?? '')
    if (error_type !== 'sms_delivery_failed' || !customer) return []
    if (world.now - time(created_at) > 12 * DAY) return []
    const { To, Body } = request_body as Record<string, string>
    const sid = message?.match(/SM[0-9a-f]{32}/)?.[0] ?? ''
    const failed = { direction: 'outbound', status: 'failed', sid, at: time(created_at) } as const
    return [{ customer, other: To ?? '', body: Body ?? '', ...failed }]
  })
}
