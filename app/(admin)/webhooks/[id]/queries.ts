import 'server-only'
import { cache } from 'react'
import { maskColumns } from '@/lib/masking/columns'
import { maskText } from '@/lib/masking/mask'
import { outline } from '@/lib/payloads/payload-index'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { isUuid } from '@/lib/uuid'
import { readPayload } from '../_payload/queries'
import { webhooks } from '../list'
import type { WebhookRow } from '../queries'

/** Most deliveries with one key that a detail lists, and most attempts. */
export const MOST_REPEATS = 20
const MOST_ATTEMPTS = 50

export type Attempt = Pick<
  Tables<'webhook_attempts'>,
  'id' | 'attempt' | 'queued_at' | 'finished_at' | 'processor' | 'result' | 'error_message'
>

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

/** The attempts that were kept, newest first, errors masked. */
async function listAttempts(id: string): Promise<Attempt[]> {
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase
      .from('webhook_attempts')
      .select('id, attempt, queued_at, finished_at, processor, result, error_message')
      .eq('webhook_id', id)
      .order('finished_at', { ascending: false })
      .order('attempt', { ascending: false })
      .limit(MOST_ATTEMPTS),
  )
  return rows.map((row) => ({ ...row, error_message: row.error_message && maskText(row.error_message) }))
}

/** The e-mail address of the admin whom `admin:<account>`, `replay:<account>` or `skip:<account>` names. */
async function findProcessor(processedBy: string | null) {
  const account = processedBy?.split(':')[1]
  if (!account || !isUuid(account)) return null
  const supabase = await getSupabase()
  const profile = unwrap(
    await supabase
      .from('account_profiles')
      .select('email')
      .eq('user_id', account)
      .eq('role', 'admin')
      .maybeSingle(),
  )
  return profile?.email ?? null
}

/** @returns the rows that came of a webhook, and what of it a requeue would do twice. */
export async function listOutcomes(id: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('list_webhook_outcomes', { id }))
}

/** @returns the newest webhook of the same type that was processed, or null. */
async function findLastProcessed(id: string) {
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('last_processed_like', { id }).maybeSingle())
}

/**
 * @param id a webhook's id.
 * @returns the webhook with the outer part of its payload, masked, its repeats and its attempts, or null when
 * there is none.
 */
export const findWebhook = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [listed, evidence, payload, attempts, lastProcessed] = await Promise.all([
    supabase.from('webhook_list').select('*').eq('id', id).maybeSingle(),
    supabase.from('webhook_details').select('error_message, cause, queued_at').eq('id', id).maybeSingle(),
    readPayload(id),
    listAttempts(id),
    findLastProcessed(id),
  ])
  const row = unwrap(listed) as WebhookRow | null
  const rest = unwrap(evidence)
  if (!row || !rest || !payload) return null
  const [repeats, processor] = await Promise.all([
    listRepeats(row.idempotency_key, id),
    findProcessor(row.processed_by),
  ])
  return {
    ...maskColumns(webhooks.masked, { ...row, error_message: rest.error_message }),
    cause: rest.cause,
    queued_at: rest.queued_at,
    payload: { nodes: outline(payload.index, 0), size: rootSize(payload.index), bytes: payload.bytes },
    repeats,
    processor,
    attempts_kept: attempts,
    lastProcessed,
  }
})

function rootSize({ places }: NonNullable<Awaited<ReturnType<typeof readPayload>>>['index']): number {
  const value = places[0]?.value
  return value !== null && typeof value === 'object' ? Object.keys(value).length : 0
}
