import 'server-only'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'
import { missingEvents } from './list'

export type MissingEventRow = {
  id: string
  kind: 'call' | 'sms'
  missing_in: 'queue' | 'usage'
  known_by: string
  entity: string
  user_id: string | null
  reference: string
  phone_number: string | null
  happened_at: string
  seconds: number | null
  business_name: string | null
  tier: string | null
  grade: string | null
}

/** @returns one page of what one side does not know, masked, and its neighbours' cursors. */
export const listMissingEvents = (query: PageQuery) => readPage<MissingEventRow>(missingEvents, query)

/** @returns when the oldest webhook that is still kept was received, or null of an empty queue. */
export async function queueReachesBackTo() {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('queue_reaches_back_to')) as string | null
}
