import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Random } from './random'

/** Segments that the sample admins share. */
export function viewRows(random: Random, admins: string[]): TablesInsert<'saved_views'>[] {
  const views = [
    [
      'customers',
      'Elite and scale, D or F, no contact in 14 days',
      'tier=elite,scale&grade=D,F&no_contact=14',
    ],
    ['customers', 'Over their plan and healthy: offer the next one', 'usage=over,stopped&grade=A,B'],
    ['usage', 'Near the limit, period ending last', 'state=near&sort=period_ends&order=desc'],
    ['agents', 'Anything wrong', 'problem=any'],
  ] as const
  return views.flatMap(([list, name, query]) =>
    admins[0] ? [{ id: random.uuid(), owner_id: admins[0], list, name, query, shared: true }] : [],
  )
}
