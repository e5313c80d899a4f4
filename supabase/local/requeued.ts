import type { Tables } from '@/lib/supabase/database.types'
import { bill } from './billing'
import type { RestClient } from './rest-client'
import type { Random } from './sample-data/random'
import { isMended } from './sample-data/webhook-outage'
import { failureOf } from './sample-data/webhook-outcomes'

/** How much of what was requeued is worked off at once. */
const AT_ONCE = 40

/** The columns of a pending webhook that its processing needs. */
export const PENDING = 'id,event_type,attempts,user_id,phone_number,raw_payload'

export type Pending = Pick<
  Tables<'webhook_queue'>,
  'id' | 'event_type' | 'attempts' | 'user_id' | 'phone_number' | 'raw_payload'
>

/** Writes down how the processing of a webhook went, and bills what it tells of. */
export async function settle(
  client: RestClient,
  webhook: Pending,
  processor: string,
  failure: string | null,
) {
  if (failure === null) await bill(client, webhook)
  // Somebody may have acted on the row meanwhile: only a row that is still pending is processed.
  await client.update(
    'webhook_queue',
    { id: `eq.${webhook.id}`, processed_at: 'is.null' },
    {
      processed_at: new Date().toISOString(),
      processed_by: processor,
      result: failure === null ? 'success' : 'failed',
      error_message: failure,
      attempts: webhook.attempts + 1,
    },
  )
}

/** Processes one batch of requeued webhooks. What failed of a cause that has been mended goes through. */
export async function processRequeued(client: RestClient, random: Random): Promise<number> {
  const requeued = await client.select<Pending>('webhook_queue', {
    select: PENDING,
    processed_at: 'is.null',
    queued_at: 'not.is.null',
    order: 'received_at.asc',
    limit: String(AT_ONCE),
  })
  for (const webhook of requeued) {
    const { actor, mended } = await lastRequeue(client, webhook.id)
    const failure = mended || random.chance(0.9) ? null : failureOf(random, webhook.event_type)
    await settle(client, webhook, actor ? `replay:${actor}` : 'system', failure)
  }
  return requeued.length
}

/** Who put a webhook back last, and whether why it had failed has been mended since. */
async function lastRequeue(client: RestClient, id: string) {
  const [requeue] = await client.select<Pick<Tables<'audit_trail'>, 'actor_id' | 'metadata'>>('audit_trail', {
    select: 'actor_id,metadata',
    entity: 'eq.webhook_queue',
    entity_id: `eq.${id}`,
    action: 'eq.webhook.requeued',
    order: 'created_at.desc',
    limit: '1',
  })
  const { previous } = (requeue?.metadata ?? {}) as { previous?: { error_message?: string | null } }
  return { actor: requeue?.actor_id, mended: isMended(previous?.error_message ?? '') }
}
