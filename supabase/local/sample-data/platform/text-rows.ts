import type { TablesInsert } from '@/lib/supabase/database.types'
import { createRandom } from '../random'
import { iso } from '../time'
import { KEPT_FOR } from './calls'
import type { Text } from './texts'

/** Conversations as the customers see them; a message that did not go out is not part of one. */
export function messageRows(texts: Text[]): TablesInsert<'messages'>[] {
  const random = createRandom('kryonex messages')
  return texts
    .filter(({ status }) => status !== 'failed')
    .map(({ customer, direction, other, body, at }) => ({
      id: random.uuid(),
      user_id: customer.id,
      thread_id: `${customer.phone}:${other}`,
      direction,
      from_number: direction === 'inbound' ? other : customer.phone,
      to_number: direction === 'inbound' ? customer.phone : other,
      body,
      created_at: iso(at),
    }))
}

/** What is billed: every message that came or went. */
export function usageSmsRows(
  texts: Text[],
): (TablesInsert<'usage_sms'> & { user_id: string; created_at: string })[] {
  const random = createRandom('kryonex billed texts')
  return texts
    .filter(({ status }) => status !== 'failed')
    .map(({ customer, direction, sid, at }) => ({
      id: random.uuid(),
      user_id: customer.id,
      message_id: `msg_${random.hex(20)}`,
      phone_number: customer.phone,
      direction,
      provider_message_id: sid,
      created_at: iso(at),
    }))
}

/** Everything that was sent, what a carrier filtered included. */
export function outboundRows(texts: Text[]): TablesInsert<'outbound_sms_log'>[] {
  const random = createRandom('kryonex sent texts')
  return texts
    .filter(({ direction }) => direction === 'outbound')
    .map(({ customer, other, body, status, sid, at }) => ({
      id: random.uuid(),
      user_id: customer.id,
      to_number: other,
      from_number: customer.phone,
      body,
      status,
      provider_message_id: sid,
      created_at: iso(at),
    }))
}

/** What the provider reported of messages; kept as long as what is reported of calls. */
export function smsEventRows(texts: Text[], now: number): TablesInsert<'sms_events'>[] {
  const random = createRandom('kryonex text events')
  return texts
    .filter(({ status, at }) => (status === 'received' || status === 'delivered') && now - at < KEPT_FOR)
    .map(({ customer, direction, other, body, sid, status, at }) => ({
      id: random.uuid(),
      event_id: `evt_${random.hex(20)}`,
      idempotency_key: `twilio:${direction === 'inbound' ? 'sms_inbound' : 'sms_status'}:${sid}`,
      phone_number: customer.phone,
      user_id: customer.id,
      agent_id: customer.agentId,
      message_sid: sid,
      direction,
      from_number: direction === 'inbound' ? other : customer.phone,
      to_number: direction === 'inbound' ? customer.phone : other,
      body,
      body_sanitized: body.replace(/\S+@\S+/g, '[e-mail]'),
      status,
      delivery_timestamp: iso(at),
      billed_units: 1,
      sms_cost: 0.0079,
      received_at: iso(at),
      processed_at: iso(Math.min(at + random.int(200, 3000), now)),
      ingest_node: `ingest-${random.int(1, 3)}`,
      signature_valid: true,
      created_at: iso(at),
    }))
}
