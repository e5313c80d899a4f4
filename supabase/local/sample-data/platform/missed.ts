import { callPayload } from '../payloads'
import { createRandom, type Random } from '../random'
import { HOUR, iso, MINUTE, SECOND } from '../time'
import { inventCall } from '../webhooks'
import { type CallEvent, callEvent, type Report, type UsageCall, usageCall } from './calls'
import type { Text } from './texts'
import { share, time, type World } from './world'

/** When the intake answered nobody for some minutes: what came then never reached the queue. */
const OUTAGE_AGO = 5 * HOUR + 20 * MINUTE
const OUTAGE_MINUTES = 6

/** Calls of the outage: billed and reported as the provider told of them later, some of them only reported. */
export function unqueuedCalls(world: World): { usage: UsageCall[]; events: CallEvent[] } {
  const random = createRandom('kryonex unqueued')
  const calls = Array.from({ length: Math.max(4, share(world, 7)) }, (_, index) => {
    const at = world.now - OUTAGE_AGO + Math.floor(random.float() * OUTAGE_MINUTES * MINUTE)
    const customer = random.pick(busy(world))
    const call = inventCall(random, customer, at)
    const report = callPayload(random, 'call_ended', call).call as Report
    const received = iso(at + call.seconds * SECOND)
    const told = {
      idempotency_key: `retell:call_ended:${call.id}`,
      received_at: received,
      processed_at: received,
    }
    const event = callEvent(random, { customer, report, webhook: told })
    const provider_call_id = call.id
    const billed = { provider_call_id, direction: 'inbound', seconds: call.seconds, created_at: received }
    return { event, usage: index % 3 === 2 ? [] : [usageCall(random, customer, billed)] }
  })
  return { usage: calls.flatMap(({ usage }) => usage), events: calls.map(({ event }) => event) }
}

/** Messages of the outage. */
export function unqueuedTexts(world: World): Text[] {
  const random = createRandom('kryonex unqueued texts')
  return Array.from({ length: 2 }, () => {
    const customer = random.pick(busy(world))
    const at = world.now - OUTAGE_AGO + random.int(1, OUTAGE_MINUTES) * MINUTE
    const other = `+1${customer.areaCode}5550${random.int(100, 199)}`
    return {
      customer,
      direction: 'inbound',
      other,
      body: 'Are you open today?',
      sid: sidOf(random),
      status: 'received',
      at,
    }
  })
}

const sidOf = (random: Random) => `SM${random.hex(32)}`
const busy = ({ customers }: World) =>
  customers.filter(({ story }) => story !== 'silent' && story !== 'declining')

/** Leaves some received calls of the last day out, as a writer did that failed after the webhook was processed. */
export function withoutUnbilled(world: World, usage: UsageCall[]): UsageCall[] {
  const fresh = usage.filter(({ created_at, direction, provider_call_id }) => {
    const age = world.now - time(created_at)
    return (
      direction === 'inbound' && age > HOUR && age < 20 * HOUR && !provider_call_id?.endsWith('_transfer')
    )
  })
  const lost = new Set(fresh.filter((_, index) => index % 5 === 2).slice(0, Math.max(2, share(world, 4))))
  return usage.filter((call) => !lost.has(call))
}
