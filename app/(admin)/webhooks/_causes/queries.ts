import 'server-only'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { maskText } from '@/lib/mask'
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
