import { z } from 'zod'
import type { Tables } from '@/lib/supabase/database.types'
import type { RestClient } from './rest-client'

type Processed = Pick<Tables<'webhook_queue'>, 'event_type' | 'user_id' | 'phone_number' | 'raw_payload'>

const endedCall = z.object({ call: z.object({ call_id: z.string(), duration_ms: z.number() }) })
const inboundText = z.object({ MessageSid: z.string() })

/** What is billed for a webhook: a row of a table of usage, and what its customer has used more. */
function billOf({ event_type, raw_payload }: Processed) {
  if (event_type === 'call_ended') {
    const { data } = endedCall.safeParse(raw_payload)
    const seconds = Math.round((data?.call.duration_ms ?? 0) / 1000)
    return (
      data && {
        table: 'usage_calls',
        reference: ['provider_call_id', data.call.call_id],
        row: { call_id: `kx_${crypto.randomUUID()}`, seconds },
        used: ['call_used_seconds', seconds],
      }
    )
  }
  if (event_type !== 'sms_inbound') return undefined
  const { data } = inboundText.safeParse(raw_payload)
  return (
    data && {
      table: 'usage_sms',
      reference: ['provider_message_id', data.MessageSid],
      row: { message_id: `msg_${crypto.randomUUID()}` },
      used: ['sms_used', 1],
    }
  )
}

/**
 * Bills what a processed webhook tells of, as the platform does: a call that ended and a message that came in, once,
 * however often the webhook is processed.
 */
export async function bill(client: RestClient, webhook: Processed): Promise<void> {
  const billed = billOf(webhook)
  if (!billed || !webhook.user_id) return
  const [column, reference] = billed.reference as [string, string]
  const earlier = await client.select(billed.table, { select: 'id', [column]: `eq.${reference}`, limit: '1' })
  if (earlier.length > 0) return
  const { user_id, phone_number } = webhook
  await client.insert(billed.table, {
    user_id,
    phone_number,
    direction: 'inbound',
    [column]: reference,
    ...billed.row,
  })
  const [field, amount] = billed.used as [string, number]
  const [limits] = await client.select<Record<string, number>>('usage_limits', {
    select: field,
    user_id: `eq.${user_id}`,
  })
  if (!limits) return
  await client.update(
    'usage_limits',
    { user_id: `eq.${user_id}` },
    { [field]: (limits[field] ?? 0) + amount },
  )
}
