import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { outlineJson } from '@/lib/json-outline'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { chartPeriod } from '@/lib/list-params'
import { maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type ErrorsParams, errorsFilter } from './list'

export type ErrorRow = Solid<Tables<'error_list'>, 'id' | 'error_type' | 'created_at'>

const BUCKETS = 60

/** @returns one page of errors that match, with personal data in messages masked, and its neighbours' cursors. */
export async function listErrors(params: ErrorsParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_errors', {
      filter: errorsFilter(params, Date.now()),
      sort: params.sort,
      descending: params.order !== 'asc',
      ...pageArguments(params),
    }),
  ) as ErrorRow[]
  const masked = rows.map((row) => ({
    ...row,
    message: row.message && maskText(row.message),
    endpoint: row.endpoint && maskText(row.endpoint),
  }))
  return cutPage(masked, params, (row) => [row[params.sort], row.id])
}

/** @returns how many errors match, exactly up to 10,000. */
export async function countErrors(params: ErrorsParams) {
  return countMatching('errors', errorsFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many errors have each under the other filters. */
export async function countErrorFacets(params: ErrorsParams) {
  return countFacets('errors', errorsFilter(params, Date.now()))
}

/** @returns errors over the period by type, the five most frequent and the rest. */
export async function errorsOverTime(params: ErrorsParams) {
  const { period } = chartPeriod(params.period)
  return countOverTime('errors', errorsFilter(params, Date.now()), {
    period,
    buckets: BUCKETS,
    span: params.span,
  })
}

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
      .select('message, stack_trace, request_body, group_id')
      .eq('id', id)
      .maybeSingle(),
  ])
  const row = unwrap(listed) as ErrorRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  return {
    ...row,
    group_id: rest.group_id,
    endpoint: row.endpoint && maskText(row.endpoint),
    message: rest.message && maskText(rest.message),
    stack_trace: rest.stack_trace && maskText(rest.stack_trace),
    outline: rest.request_body === null ? null : outlineJson(rest.request_body),
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
