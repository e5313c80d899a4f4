import 'server-only'
import { cache } from 'react'
import { readFactors } from '@/lib/health/factors'
import { movedInWords } from '@/lib/health/what-moved'
import { countMatching } from '@/lib/lists/figures'
import { cutPage, type NonNullKeys, pageArguments } from '@/lib/lists/page-rows'
import type { PageQuery } from '@/lib/lists/read-page'
import { maskEmail } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import type { CustomersQuery } from './list'

type ListedCustomer = NonNullKeys<
  Tables<'customer_health_list'>,
  'user_id' | 'open_alerts' | 'unresolved_errors' | 'value_at_risk' | 'last_contact'
>

type StoredCustomer = NonNullKeys<
  Tables<'customer_list'>,
  'user_id' | 'open_alerts' | 'unresolved_errors' | 'open_churn'
>

export type CustomerRow = Omit<ListedCustomer, 'email' | 'factors' | 'factors_week_ago'> & {
  id: string
  /** By how many points the score changed in a week; null where it is not known for both moments. */
  change: number | null
  /** Which parts of the score that was, in words. */
  moved: string
}

function shownCustomer({ email: _, factors, factors_week_ago: before, ...row }: ListedCustomer): CustomerRow {
  const { score, score_week_ago } = row
  const change = score === null || score_week_ago === null ? null : score - score_week_ago
  return { ...row, id: row.user_id, change, moved: change ? movedInWords(before, factors) : '' }
}

/** @returns one page of customers that match, without what the list does not show, and its neighbours' cursors. */
export async function listCustomers({
  params,
  filter,
  order,
  pageSize,
}: PageQuery<CustomersQuery['order']['by']>) {
  await requireAdmin()
  const supabase = await getSupabase()
  const place = { ...params, pageSize }
  const { cursor_values: cursor, ...page } = pageArguments(place)
  const { by, descending } = order
  const rows = unwrap(
    await supabase.rpc('list_customer_health', {
      filter,
      sort: by,
      descending,
      cursor_values: cursor && [cursor[0] || null, cursor[1]],
      ...page,
    }),
  ) as ListedCustomer[]
  return cutPage(rows.map(shownCustomer), place, (row) => [String(row[by] ?? ''), row.id])
}

/**
 * @param userId a customer's id.
 * @returns the customer with the parts of the score, personal data masked, or null when there is none.
 */
export const findCustomer = cache(async (userId: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const row = unwrap(
    await supabase.from('customer_list').select('*').eq('user_id', userId).maybeSingle(),
  ) as StoredCustomer | null
  if (!row) return null
  const { email, factors, ...customer } = row
  return { ...customer, email: email && maskEmail(email), health: readFactors(factors) }
})

/**
 * @param userId a customer's id.
 * @returns how many of the customer's webhooks wait and how many failed, exactly up to 10,000.
 */
export async function countWebhooksOf(userId: string) {
  const count = (state: 'pending' | 'failed') => countMatching('webhooks', { state, customer: userId })
  const [pending, failed] = await Promise.all([count('pending'), count('failed')])
  return { pending, failed }
}
