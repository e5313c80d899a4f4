import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { deferUntilRowsRequested } from '@/lib/defer'
import { type PageQuery, readPage } from '@/lib/list-rows'
import type { Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import type { UsageState } from '@/lib/usage'
import { usage } from './list'

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
