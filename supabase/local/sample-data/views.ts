import { lists } from '@/app/(admin)/lists'
import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Random } from './random'

/** The views that lists declare, shared by the first of the sample admins. */
export function viewRows(random: Random, [owner]: string[]): TablesInsert<'saved_views'>[] {
  if (!owner) return []
  return Object.values(lists).flatMap(({ name: list, savedViews = {} }) =>
    Object.entries(savedViews).map(([name, query]) => ({
      id: random.uuid(),
      owner_id: owner,
      list,
      name,
      query,
      shared: true,
    })),
  )
}
