import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'

/** The saved views of a list: ?list=… */
export const GET = adminHandler(async (url, supabase) => {
  const list = url.searchParams.get('list') ?? ''
  return unwrap(await supabase.rpc('list_views', { list }))
})
