import type { TablesInsert } from '@/lib/supabase/database.types'
import { createChooser, isActive } from './choose-customer'
import type { Customer } from './customers'
import type { ErrorKind } from './error-kind'
import { ERROR_KINDS, KNOCK_ON } from './error-kinds'
import { errorNote, PAST_INCIDENT_NOTE } from './notes'
import { retellTimeout, smsDelivery, stripeSignature } from './provider-errors'
import type { Random } from './random'
import { busyMoment, DAY, growingMoment, HOUR, iso, MINUTE, SPAN } from './time'
import type { Volumes } from './volumes'
import type { Webhook } from './webhooks'

export type ErrorRow = TablesInsert<'error_logs'> & { id: string; created_at: string }

type Given = { customers: Customer[]; queue: Webhook[]; volumes: Volumes; admins: string[]; now: number }
/** An error of a kind, happening to somebody. */
export type Happening = { kind: ErrorKind; customer: Customer; at: number; callId?: string }

/** Up to this age ordinary errors may still be unresolved. */
const UNRESOLVED_FOR = 11.5 * HOUR

/** Ordinary errors of ninety days, an SMS outage three weeks ago, and the incident going on. */
export function inventErrors(random: Random, { customers, queue, volumes, admins, now }: Given): ErrorRow[] {
  const choose = createChooser(random, customers, ({ trouble }) => trouble)
  const happenings = [
    ...ordinary(random, customers, volumes.errors, now),
    ...pastIncident(random, choose, volumes.pastIncident, now),
    ...liveIncident(random, customers, queue, volumes.liveIncident, now),
  ]
  return happenings.map((happening) => ({
    ...inventError(random, happening),
    ...resolution(happening.kind, happening.at, admins, now),
  }))
}

function ordinary(random: Random, customers: Customer[], count: number, now: number): Happening[] {
  const choose = createChooser(random, customers, ({ trouble }) => trouble)
  const kinds = ERROR_KINDS.map((kind) => [kind, kind.weight] as const)
  const happenings: Happening[] = []
  while (happenings.length < count) {
    const at = busyMoment(random, now - SPAN, now, now)
    const customer = choose()
    if (isActive(random, customer, at, now)) happenings.push({ kind: random.weighted(kinds), customer, at })
  }
  return happenings
}

/** Six hours on a Tuesday: the carriers filtered every message of one campaign. */
function pastIncidentStart(now: number): number {
  const day = Math.floor((now - 22 * DAY) / DAY) * DAY
  const sinceTuesday = (new Date(day).getUTCDay() + 5) % 7
  return day - sinceTuesday * DAY + 15 * HOUR
}

function pastIncident(random: Random, choose: () => Customer, count: number, now: number): Happening[] {
  const start = pastIncidentStart(now)
  return Array.from({ length: count }, () => ({
    kind: smsDelivery,
    customer: choose(),
    at: Math.floor(start + Math.abs(random.float() + random.float() - 0.6) * 4.3 * HOUR),
  }))
}

function liveIncident(
  random: Random,
  customers: Customer[],
  queue: Webhook[],
  count: number,
  now: number,
): Happening[] {
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  const stuck = queue.filter(
    ({ processed_at, event_type }) => !processed_at && event_type.startsWith('call_'),
  )
  const choose = createChooser(random, customers, ({ story, volume, trouble }) =>
    story === 'silent' ? 0 : volume * (0.3 + trouble),
  )
  return Array.from({ length: count }, () => {
    const kind = random.weighted([
      [retellTimeout, 60],
      [stripeSignature, 14],
      [random.pick(KNOCK_ON), 26],
    ])
    const span = kind === stripeSignature ? 2.3 * HOUR : 3.1 * HOUR
    const at = growingMoment(random, now - span, now - 8000)
    // What failed most recently is what waits in the queue now.
    const webhook = now - at < 15 * MINUTE && stuck.length > 0 ? random.pick(stuck) : undefined
    const customer = byId.get(webhook?.user_id ?? '') ?? choose()
    return { kind, customer, at, callId: webhook?.idempotency_key?.split(':')[2] }
  })
}

/** An error that nobody has looked at yet. */
export function inventError(random: Random, { kind, customer, at, callId }: Happening): ErrorRow {
  const { message, stack, request } = kind.happen({
    random,
    customer,
    callId: callId ?? `call_${random.hex(20)}`,
  })
  return {
    id: random.uuid(),
    error_type: kind.type,
    endpoint: kind.endpoint,
    user_id: kind.anonymous ? null : customer.id,
    message,
    stack_trace: stack,
    request_body: request as ErrorRow['request_body'],
    created_at: iso(at),
  }
}

/** Engineers resolve all errors of a kind at once, a few times a day. */
function resolution({ type }: ErrorKind, at: number, admins: string[], now: number) {
  const incident = pastIncidentStart(now)
  if (type === smsDelivery.type && at >= incident && at < incident + 8 * HOUR) {
    return {
      resolved_at: iso(incident + 8.4 * HOUR),
      resolved_by: admins[2],
      resolution_notes: PAST_INCIDENT_NOTE,
    }
  }
  const round = Math.floor((at + type.length * 11 * MINUTE) / (7 * HOUR)) + 1
  const resolvedAt = Math.max(round * 7 * HOUR - type.length * 11 * MINUTE + 26 * MINUTE, at + MINUTE)
  if (now - at < UNRESOLVED_FOR || resolvedAt > now - MINUTE) {
    return { resolved_at: null, resolved_by: null, resolution_notes: null }
  }
  return {
    resolved_at: iso(resolvedAt),
    resolved_by: admins[round % 3 === 0 ? 0 : 2],
    resolution_notes: errorNote(type, round),
  }
}
