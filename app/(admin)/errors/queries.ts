import 'server-only'
import { cache } from 'react'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { maskText } from '@/lib/masking/mask'
import { parseExact } from '@/lib/payloads/exact-json'
import { outlineJson } from '@/lib/payloads/json-outline'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { errors } from './list'

export type ErrorRow = NonNullKeys<Tables<'error_list'>, 'id' | 'error_type' | 'created_at'>

/** @returns one page of errors that match, masked, and its neighbours' cursors. */
export const listErrors = (query: PageQuery) => readPage<ErrorRow>(errors, query)

/**
 * @param id an error's id.
 * @returns everything about one error, payload and traces masked, or null when there is none.
 */
export const findError = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [listed, evidence] = await Promise.all([
    supabase.from('error_list').select('*').eq('id', id).maybeSingle(),
    supabase
      .from('error_details')
      .select('message, stack_trace, request_body::text, group_id')
      .eq('id', id)
      .maybeSingle(),
  ])
  const row = unwrap(listed) as ErrorRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  return {
    ...maskColumns(errors.masked, row),
    group_id: rest.group_id,
    message: rest.message && maskText(rest.message),
    stack_trace: rest.stack_trace && maskText(rest.stack_trace),
    outline: rest.request_body === null ? null : outlineJson(parseExact(rest.request_body)),
  }
})

/** An error with all that was recorded of it. */
export type ErrorEvent = NonNullable<Awaited<ReturnType<typeof findError>>>

/** @returns webhooks that failed or wait and belong to an error, by its customer or by an id that it names. */
export async function listFailedWebhooks(errorId: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('webhooks_failed_with', { error_id: errorId }))
}
