import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching } from '@/lib/list-figures'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import { afterTheRows } from '@/lib/rows-first'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import type { UsageState } from '@/lib/usage'
import { type UsageParams, usageFilter, usageOrder } from './list'

type ListedUsage = Omit<
  Solid<
    Tables<'usage_list'>,
    | 'id'
    | 'call_used_seconds'
    | 'call_cap_seconds'
    | 'call_credit'
    | 'call_percent'
    | 'sms_used'
    | 'sms_cap'
    | 'sms_credit'
    | 'sms_percent'
    | 'used_percent'
    | 'period_ends'
  >,
  'state'
>

export type UsageRow = ListedUsage & { state: UsageState }

/** @returns one page of what customers use, and its neighbours' cursors. */
export async function listUsage(params: UsageParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const { by, descending } = usageOrder(params)
  const rows = unwrap(
    await supabase.rpc('list_usage', {
      filter: usageFilter(params),
      sort: by,
      descending,
      ...pageArguments(params),
    }),
  ) as UsageRow[]
  return cutPage(rows, params, (row) => [String(row[by]), row.id])
}

/** @returns how many customers match, exactly up to 10,000. */
export async function countUsage(params: UsageParams) {
  return countMatching('usage', usageFilter(params))
}

/** @returns how many customers are stopped, over, near and under, whatever the list is filtered by. */
export async function countUsageStates() {
  const supabase = await afterTheRows()
  return unwrap(await supabase.rpc('usage_by_state'))
}

/** @returns the values of every facet, with how many customers have each under the other filters. */
export async function countUsageFacets(params: UsageParams) {
  return countFacets('usage', usageFilter(params))
}

/**
 * @param userId a customer's id.
 * @returns what they use, with the estimates for the period's end; null without limits.
 */
export const findUsage = cache(async (userId: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(
    await supabase.from('usage_list').select('*').eq('user_id', userId).maybeSingle(),
  ) as UsageRow | null
})

/**
 * @param userId a customer's id.
 * @returns the answer to the platform's own question about a customer's usage.
 */
export async function readUsageOf(userId: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('usage_of', { customer: userId }).maybeSingle())
}
