'use server'

import { redirect } from 'next/navigation'
import { getSupabase } from '../supabase/server'

/** Ends the session on this device. */
export async function signOut(): Promise<void> {
  const supabase = await getSupabase()
  await supabase.auth.signOut({ scope: 'local' })
  redirect('/login')
}
