import 'server-only'
import { parseExact } from '@/lib/payloads/exact-json'
import { indexPayload } from '@/lib/payloads/payload-index'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'

/** @returns a webhook's payload, numbered, and its size; null when there is no such webhook. It is not masked yet. */
export async function readPayload(id: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const text = unwrap(await supabase.rpc('webhook_payload', { id })) as string | null
  if (text === null) return null
  return { index: indexPayload(parseExact(text)), bytes: Buffer.byteLength(text) }
}
