import 'server-only'
import { cache } from 'react'
import { unwrap } from '../supabase/backend-error'
import { getSupabase } from '../supabase/server'
import { requireAdmin } from './auth'

/** An admin to whom rows can be assigned. */
export type Admin = { user_id: string; email: string }

/** @returns everybody who is an admin now, by e-mail address. */
export const listAdmins = cache(async (): Promise<Admin[]> => {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('list_admins'))
})
