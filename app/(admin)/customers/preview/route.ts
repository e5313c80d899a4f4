import { previewHealth } from '@/components/health/preview'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'
import { isUuid } from '@/lib/uuid'

const MOST = 200

/** What calculating the health of some customers anew would make of it: ?ids=…,… Changes nothing. */
export const GET = adminHandler(async (url, supabase) => {
  const ids = (url.searchParams.get('ids') ?? '').split(',').filter(isUuid)
  if (ids.length === 0 || ids.length > MOST) return new Response(null, { status: 400 })
  return unwrap(await supabase.rpc('preview_health', { user_ids: ids })).map(previewHealth)
})
