import 'server-only'
import { maskText } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'
import type { WebhooksQuery } from '../list'

/** @returns the failed webhooks that match by cause, those with most first. */
export async function listCauses(query: WebhooksQuery) {
  await requireAdmin()
  const supabase = await getSupabase()
  const filter = { ...query.filter, state: 'failed', cause: null }
  const causes = unwrap(await supabase.rpc('list_webhook_causes', { filter }))
  return causes.map((cause) => ({
    ...cause,
    pattern: maskText(cause.pattern),
    filter: { ...filter, cause: cause.cause },
  }))
}

export type Cause = Awaited<ReturnType<typeof listCauses>>[number]
