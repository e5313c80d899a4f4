import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { backendFailure, unwrap } from '../supabase/backend-error'
import { getSupabase } from '../supabase/server'

export type Admin = { id: string; email: string }

/**
 * Who is asking, as the database sees the token: it verifies the signature, and that the account is
 * an admin now and its session still exists.
 * @returns the caller, or null when there is no valid session.
 * @throws BackendError when the backend could not be asked: nobody is signed out by an outage.
 */
export const whoIsAsking = cache(async () => {
  const supabase = await getSupabase()
  const answer = await supabase.rpc('whoami').maybeSingle()
  if (answer.error && backendFailure(answer.error) === 'backend-denied') return null
  return unwrap(answer)
})

/**
 * The signed-in admin. Every page, action and handler of the console calls it.
 * @returns the admin's id and e-mail address.
 * @throws a redirect to the sign-in page without a session, and to /denied for an account that is no
 * admin; BackendError when the backend could not be asked.
 */
export const requireAdmin = cache(async (): Promise<Admin> => {
  const caller = await whoIsAsking()
  if (!caller) {
    const path = (await headers()).get('x-path') ?? '/'
    redirect(path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`)
  }
  if (!caller.is_admin) redirect('/denied')
  return { id: caller.user_id, email: caller.email }
})
