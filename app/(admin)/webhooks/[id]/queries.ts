import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { isUuid } from '@/lib/ids'
import { outlineJson } from '@/lib/json-outline'
import { getSupabase } from '@/lib/supabase/server'
import { maskWebhook, type WebhookRow } from '../queries'

/** Most deliveries with one key that a detail lists. */
export const MOST_REPEATS = 20

/** Other deliveries with the same key, newest first; one more than is listed, to see whether there are more. */
async function listRepeats(key: string | null, id: string) {
  if (!key) return []
  const supabase = await getSupabase()
  return unwrap(
    await supabase
      .from('webhook_list')
      .select('id, event_type, received_at, state')
      .eq('idempotency_key', key)
      .neq('id', id)
      .order('received_at', { ascending: false })
      .limit(MOST_REPEATS + 1),
  ) as Pick<WebhookRow, 'id' | 'event_type' | 'received_at' | 'state'>[]
}

/** The e-mail address of the admin whom `admin:<account>` or `replay:<account>` names. */
async function findProcessor(processedBy: string | null) {
  const account = processedBy?.split(':')[1]
  if (!account || !isUuid(account)) return null
  const supabase = await getSupabase()
  const profile = unwrap(
    await supabase.from('profiles').select('email').eq('user_id', account).eq('role', 'admin').maybeSingle(),
  )
  return profile?.email ?? null
}

/**
 * @param id a webhook's id.
 * @returns the webhook with its payload, masked, and its repeats, or null when there is none.
 */
export const findWebhook = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [listed, evidence] = await Promise.all([
    supabase.from('webhook_list').select('*').eq('id', id).maybeSingle(),
    supabase.from('webhook_queue').select('raw_payload, error_message').eq('id', id).maybeSingle(),
  ])
  const row = unwrap(listed) as WebhookRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  const [repeats, processor] = await Promise.all([
    listRepeats(row.idempotency_key, id),
    findProcessor(row.processed_by),
  ])
  return {
    ...maskWebhook({ ...row, error_message: rest.error_message }),
    payload: outlineJson(rest.raw_payload),
    payloadBytes: Buffer.byteLength(JSON.stringify(rest.raw_payload)),
    repeats,
    processor,
  }
})
