import 'server-only'
import { cache } from 'react'
import type { UsageState } from '@/lib/format/usage'
import { deferUntilRowsRequested } from '@/lib/lists/defer'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { usage } from './list'

type ListedUsage = Omit<
  NonNullKeys<
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
export const listUsage = (query: PageQuery) => readPage<UsageRow>(usage, query)

/** @returns how many customers are stopped, over, near and under, whatever the list is filtered by. */
export async function countUsageStates() {
  const supabase = await deferUntilRowsRequested()
  return unwrap(await supabase.rpc('usage_by_state'))
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
