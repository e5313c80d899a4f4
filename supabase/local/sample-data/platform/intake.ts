import type { TablesInsert } from '@/lib/supabase/database.types'
import { createRandom, type Random } from '../random'
import { busyMoment, DAY, HOUR, iso, MINUTE, SPAN } from '../time'
import { type Rows, share, time, type World } from './world'

type Alert = TablesInsert<'alerts'>

const KINDS = [
  ['repeated_caller', 'info', 'The same number called five times within an hour'],
  ['short_calls', 'warning', 'Eight calls in a row ended within ten seconds'],
  ['opt_outs', 'warning', 'More opt-outs in a day than in the month before'],
  ['no_answer', 'critical', 'Nobody answered transferred calls for an hour'],
] as const

/** What was noticed while events were taken in: unusual traffic, and numbers that belong to nobody. */
export function intakeRows(world: World): Rows {
  const random = createRandom('kryonex intake')
  const alerts = Array.from({ length: share(world, 420) }, () => alert(random, world))
  const unmapped = world.errors
    .filter(({ error_type }) => error_type === 'phone_unmapped')
    .slice(-share(world, 150))
  return {
    alerts,
    unknown_phone: [
      ...ported(random, world),
      ...unmapped.map(({ message, request_body, created_at }) => {
        const body = request_body as Record<string, string>
        const age = world.now - time(created_at)
        const isResolved = age > 2 * DAY
        const resolved = time(created_at) + random.int(2, 40) * HOUR
        return {
          id: random.uuid(),
          phone_number: message?.match(/\+\d+/)?.[0] ?? null,
          event_type: 'sms_inbound',
          raw_payload: {
            From: body.To ?? null,
            To: body.From ?? null,
            Body: 'Is somebody there?',
            NumMedia: '0',
          },
          received_at: created_at,
          resolved_at: isResolved ? iso(resolved) : null,
          resolved_by: isResolved ? world.admins[2] : null,
          resolution: isResolved ? random.pick(['assigned', 'released']) : null,
          notes: isResolved ? 'Number assigned to its agent again, or released.' : null,
          created_at,
          matched_agent: null,
        }
      }),
    ],
  }
}

/** Calls to numbers that were mistyped when they were ported: one digit off an agent's, some of them twice. */
function ported(random: Random, { customers, now }: World) {
  return customers.slice(3, 6).flatMap((customer, index) => {
    const last = (Number(customer.phone.at(-1)) + 1) % 10
    const phone_number = `${customer.phone.slice(0, -1)}${last}`
    return Array.from({ length: index === 0 ? 3 : 1 }, () => {
      const at = iso(now - random.int(20, 600) * MINUTE)
      const caller = `+1${customer.areaCode}5550${random.int(100, 199)}`
      const call = { call_id: `call_${random.hex(20)}`, from_number: caller, to_number: phone_number }
      return {
        id: random.uuid(),
        phone_number,
        event_type: 'call_started',
        raw_payload: { event: 'call_started', call },
        received_at: at,
        resolved_at: null,
        resolved_by: null,
        resolution: null,
        notes: null,
        created_at: at,
        matched_agent: null,
      }
    })
  })
}

function alert(random: Random, { customers, admins, now }: World): Alert {
  const [alert_type, severity, message] = random.pick(KINDS)
  const customer = random.pick(customers)
  const at = busyMoment(random, now - SPAN, now - 5 * MINUTE, now)
  const isAcknowledged = now - at > 12 * HOUR
  const isResolved = isAcknowledged && now - at > 3 * DAY
  const acknowledged = at + random.int(3, 300) * MINUTE
  return {
    id: random.uuid(),
    alert_type,
    severity,
    user_id: customer.id,
    phone_number: customer.phone,
    message,
    details: { number: customer.phone, window_minutes: 60 },
    acknowledged_at: isAcknowledged ? iso(acknowledged) : null,
    acknowledged_by: isAcknowledged ? admins[1] : null,
    resolved_at: isResolved ? iso(acknowledged + random.int(1, 20) * HOUR) : null,
    resolved_by: isResolved ? admins[1] : null,
    created_at: iso(at),
  }
}
