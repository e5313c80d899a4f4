import 'server-only'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { maskText } from '@/lib/mask'
import { getSupabase } from '@/lib/supabase/server'
import { type WebhooksParams, webhooksFilter } from '../list'

/** @returns the failed webhooks that match by cause, those with most first. */
export async function listCauses(params: WebhooksParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const filter = webhooksFilter({ ...params, state: 'failed', cause: null }, Date.now())
  const causes = unwrap(await supabase.rpc('list_webhook_causes', { filter }))
  return causes.map((cause) => ({
    ...cause,
    pattern: maskText(cause.pattern),
    filter: { ...filter, cause: cause.cause },
  }))
}

export type Cause = Awaited<ReturnType<typeof listCauses>>[number]
