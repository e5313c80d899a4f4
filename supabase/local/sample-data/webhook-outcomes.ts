import { createChooser } from './choose-customer'
import type { Customer } from './customers'
import type { Random } from './random'
import { DAY, growingMoment, HOUR, iso, MINUTE, SECOND } from './time'
import type { Volumes } from './volumes'
import { inventOutage } from './webhook-outage'
import {
  type Arrival,
  BACKLOG,
  callArrival,
  callArrivals,
  inventCall,
  type Webhook,
  webhookRow,
} from './webhooks'

/** Why processing fails, by the part of the platform that the event is for. */
const FAILURES: Record<string, readonly string[]> = {
  call: [
    'get-call timed out after 10000 ms',
    'null value in column "phone" of relation "leads"',
    'Agent not found',
  ],
  sms: ['No agent for this number', '30007: message was filtered by the carrier'],
  booking: ['Cal.com token was revoked', '409 Conflict: booking already exists'],
  invoice: ['No signatures found matching the expected signature', 'Invoice has no subscription'],
}

export function failureOf(random: Random, event: string): string {
  return random.pick(FAILURES[event.split(/[_.]/)[0] ?? ''] ?? ['Handler failed'])
}

type Given = { customers: Customer[]; arrivals: Arrival[]; volumes: Volumes; admins: string[]; now: number }

/** The queue: everything that arrived and what became of it, and the backlog of the incident going on. */
export function inventQueue(random: Random, { customers, arrivals, volumes, admins, now }: Given): Webhook[] {
  const failing = pickFailing(random, arrivals, volumes.failed, now)
  const queue: Webhook[] = []
  for (const arrival of arrivals) {
    const row = webhookRow(
      random,
      arrival,
      failing.has(arrival) ? failed(random, arrival) : done(random, arrival, admins, now),
    )
    queue.push(row)
  }
  const concerned = customers.filter(({ story }) => story !== 'silent' && story !== 'declining')
  const choose = createChooser(random, concerned, ({ volume, trouble }) => volume * (0.4 + trouble))
  queue.push(...storm(random, choose, volumes.pending, now), ...backlog(random, choose, volumes.pending, now))
  queue.push(...inventOutage(concerned, volumes.outage, now))
  return queue
}

function pickFailing(random: Random, arrivals: Arrival[], count: number, now: number): Set<Arrival> {
  const likely = arrivals.filter(
    ({ customer, at }) => now - at < 10 * DAY && now - at > HOUR && customer.trouble > 1.5,
  )
  const recent = likely.filter(({ at }) => now - at < DAY)
  const failing = new Set<Arrival>()
  for (let i = 0; i < count * 20 && failing.size < Math.min(count, likely.length); i++) {
    failing.add(random.pick(i % 5 < 3 && recent.length > count ? recent : likely))
  }
  return failing
}

function failed(random: Random, { event, at }: Arrival): Partial<Webhook> {
  return {
    processed_at: iso(at + random.int(120, 1100) * SECOND),
    processed_by: 'system',
    result: 'failed',
    error_message: failureOf(random, event),
    attempts: random.int(3, 5),
  }
}

function done(random: Random, { at }: Arrival, admins: string[], now: number): Partial<Webhook> {
  const age = now - at
  if (age > DAY && random.chance(0.008)) {
    const wait = Math.min(random.int(40, 700) * MINUTE, age / 2)
    const processed_by = `replay:${random.pick(admins)}`
    return { processed_at: iso(at + wait), processed_by, result: 'success', attempts: random.int(4, 6) }
  }
  const attempts = random.weighted([
    [1, 95],
    [2, 4],
    [3, 1],
  ])
  const processed = Math.min(at + 400 + random.exponential(1500) + (attempts - 1) * 30 * SECOND, now)
  if (random.chance(0.003)) {
    return {
      processed_at: iso(processed),
      processed_by: 'system',
      result: 'skipped',
      error_message: 'Agent is disabled',
      attempts,
    }
  }
  return { processed_at: iso(processed), processed_by: 'system', result: 'success', attempts }
}

/** The last three hours: Retell is slow and calls come in faster, so everything takes longer. */
function storm(random: Random, choose: () => Customer, count: number, now: number): Webhook[] {
  const rows: Webhook[] = []
  for (let i = 0; i < count; i++) {
    const start = growingMoment(random, now - 3 * HOUR, now - BACKLOG - 10 * MINUTE)
    for (const arrival of callArrivals(random, inventCall(random, choose(), start))) {
      if (arrival.at > now - BACKLOG) continue
      const slow = random.exponential(1 + ((arrival.at - now + 3 * HOUR) / HOUR) * 90) * SECOND
      const processed_at = iso(Math.min(arrival.at + SECOND + slow, now - 20 * SECOND))
      rows.push(
        webhookRow(random, arrival, {
          processed_at,
          processed_by: 'system',
          result: 'success',
          attempts: random.int(1, 3),
        }),
      )
    }
  }
  return rows
}

function backlog(random: Random, choose: () => Customer, count: number, now: number): Webhook[] {
  return Array.from({ length: count }, (_, index) => {
    const at = index === 0 ? now - BACKLOG : growingMoment(random, now - BACKLOG, now - 2 * SECOND)
    const event = random.weighted([
      ['call_ended', 5],
      ['call_analyzed', 4],
      ['call_started', 2],
    ])
    const call = inventCall(random, choose(), at - 4 * MINUTE)
    const attempts = now - at > 6 * MINUTE && random.chance(0.3) ? random.int(1, 2) : 0
    return webhookRow(random, callArrival(random, event, call, at), { attempts })
  })
}
