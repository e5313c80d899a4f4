import 'server-only'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import type { Json } from '@/lib/mask'
import { indexPayload } from '@/lib/payload-index'
import { getSupabase } from '@/lib/supabase/server'

/** @returns a webhook's payload, numbered, and its size; null when there is no such webhook. It is not masked yet. */
export async function readPayload(id: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const text = unwrap(await supabase.rpc('webhook_payload', { id })) as string | null
  if (text === null) return null
  return { index: indexPayload(JSON.parse(text) as Json), bytes: Buffer.byteLength(text) }
}
