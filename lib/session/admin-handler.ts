import 'server-only'
import { BackendError } from '../supabase/backend-error'
import { getSupabase } from '../supabase/server'
import { whoIsAsking } from './auth'

type Client = Awaited<ReturnType<typeof getSupabase>>

/**
 * Wraps a route handler that answers the console's own scripts and links.
 * @param answer what to send, given the request's URL and the caller's client: a response, or anything else as JSON.
 * @returns a handler that answers 401 without a session, 403 to anybody but admins, and 503 while the
 * backend cannot be asked.
 */
export function adminHandler(answer: (url: URL, supabase: Client) => Promise<unknown>) {
  return async (request: Request) => {
    const headers = { 'cache-control': 'no-store' }
    try {
      const caller = await whoIsAsking()
      if (!caller) return new Response(null, { status: 401, headers })
      if (!caller.is_admin) return new Response(null, { status: 403, headers })
      const found = await answer(new URL(request.url), await getSupabase())
      return found instanceof Response ? found : Response.json(found, { headers })
    } catch (error) {
      if (!(error instanceof BackendError)) throw error
      console.error(error)
      return new Response(null, { status: 503, headers })
    }
  }
}
