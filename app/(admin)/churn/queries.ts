import 'server-only'
import { cache } from 'react'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { churn } from './list'

type Listed = NonNullKeys<Tables<'churn_list'>, 'id' | 'severity' | 'reason_kind' | 'created_at'>
export type ChurnRow = Omit<Listed, 'reason'>

/** @returns one page of churn alerts that match, masked, and its neighbours' cursors. */
export const listChurn = (query: PageQuery) => readPage<ChurnRow>(churn, query)

/**
 * @param id a churn alert's id.
 * @returns everything about it, or null when there is none.
 */
export const findChurn = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const row = unwrap(
    await supabase.from('churn_list').select('*').eq('id', id).maybeSingle(),
  ) as Listed | null
  return row && maskColumns<ChurnRow>(churn.masked, row)
})
