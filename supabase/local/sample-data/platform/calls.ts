import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer } from '../customers'
import { createRandom, type Random } from '../random'
import { DAY, iso, SECOND } from '../time'
import type { Webhook } from '../webhooks'
import { processedWebhooks, time, type World } from './world'

export type UsageCall = TablesInsert<'usage_calls'> & { user_id: string; seconds: number; created_at: string }
export type CallEvent = TablesInsert<'call_events'>

export type Report = {
  call_id: string
  from_number: string
  to_number: string
  start_timestamp: number
  end_timestamp: number
  duration_ms: number
  disconnection_reason: string
  recording_url: string
}
/** A call that ended, and the webhook that told so, as far as it matters. */
type EndedCall = {
  report: Report
  webhook: Pick<Webhook, 'idempotency_key' | 'received_at' | 'processed_at'>
  customer: Customer
}

/** How long what providers report is kept beside the webhook it came with. */
export const KEPT_FOR = 21 * DAY

/** Every call whose end has been dealt with: what is billed for it, and what was reported of it. */
export function inventCalls(world: World): { usage: UsageCall[]; events: CallEvent[] } {
  const random = createRandom('kryonex calls')
  const ended = processedWebhooks(world, 'call_ended').map(({ webhook, customer }) => ({
    webhook,
    customer,
    report: (webhook.raw_payload as { call: Report }).call,
  }))
  return {
    usage: ended.flatMap((call) => billed(random, call, world.now)),
    events: ended
      .filter(({ webhook }) => world.now - time(webhook.received_at) < KEPT_FOR)
      .map((call) => callEvent(random, call)),
  }
}

/** The call, and where it was transferred, the leg to the customer's own phone. */
function billed(random: Random, { report, webhook, customer }: EndedCall, now: number): UsageCall[] {
  const call = usageCall(random, customer, {
    provider_call_id: report.call_id,
    direction: 'inbound',
    seconds: Math.round(report.duration_ms / SECOND),
    created_at: webhook.received_at,
  })
  if (report.disconnection_reason !== 'call_transfer') return [call]
  const seconds = Math.round(20 + Math.min(random.exponential(260), 1500))
  const end = time(webhook.received_at) + seconds * SECOND
  const leg = { provider_call_id: `${report.call_id}_transfer`, direction: 'outbound', seconds }
  return end < now ? [call, usageCall(random, customer, { ...leg, created_at: iso(end) })] : [call]
}

type Billed = Pick<UsageCall, 'provider_call_id' | 'direction' | 'seconds' | 'created_at'>

/** A call as it is billed to a customer. */
export const usageCall = (random: Random, customer: Customer, call: Billed): UsageCall => ({
  id: random.uuid(),
  user_id: customer.id,
  call_id: `kx_${random.hex(20)}`,
  phone_number: customer.phone,
  ...call,
})

/** What was reported of a call. */
export function callEvent(random: Random, { report, webhook, customer }: EndedCall): CallEvent {
  const seconds = Math.round(report.duration_ms / SECOND)
  return {
    id: random.uuid(),
    event_id: `evt_${random.hex(20)}`,
    idempotency_key: webhook.idempotency_key,
    phone_number: customer.phone,
    user_id: customer.id,
    agent_id: customer.agentId,
    call_sid: report.call_id,
    direction: 'inbound',
    from_number: report.from_number,
    to_number: report.to_number,
    start_time: iso(report.start_timestamp),
    answer_time: iso(report.start_timestamp + random.int(900, 4200)),
    end_time: iso(report.end_timestamp),
    duration_seconds: seconds,
    billed_seconds: seconds,
    call_status: 'ended',
    disconnect_reason: report.disconnection_reason,
    recording_url: report.recording_url.split('?')[0],
    agent_used: customer.name,
    call_tags: seconds < 30 ? ['short'] : [],
    received_at: webhook.received_at,
    processed_at: webhook.processed_at,
    ingest_node: `ingest-${random.int(1, 3)}`,
    signature_valid: true,
    created_at: webhook.received_at,
  }
}
