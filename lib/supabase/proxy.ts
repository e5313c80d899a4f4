import { createServerClient } from '@supabase/ssr'
import { isAuthRetryableFetchError } from '@supabase/supabase-js'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { clientOptions, sessionCookie } from './options'

/**
 * Refreshes the session cookie when it is about to expire and passes the result on.
 * @param request the incoming request; its cookies are updated so that this render sees the new ones.
 * @param headers the request headers to pass on to the page.
 * @returns the response to send or build on, and whether the visitor is definitely signed out. When
 * the backend cannot be asked, nobody is signed out: the page itself says that it is down.
 */
export async function refreshSession(request: NextRequest, headers: Headers) {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SITE_URL } = env()
  let response = NextResponse.next({ request: { headers } })
  const supabase = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    ...clientOptions,
    cookieOptions: sessionCookie(SITE_URL?.startsWith('https:') ?? false),
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll(list, cacheHeaders) {
        for (const { name, value } of list) request.cookies.set(name, value)
        headers.set('cookie', request.headers.get('cookie') ?? '')
        response = NextResponse.next({ request: { headers } })
        for (const { name, value, options } of list) response.cookies.set(name, value, options)
        for (const [name, value] of Object.entries(cacheHeaders ?? {})) response.headers.set(name, value)
      },
    },
  })
  // getSession() only reads and, near expiry, refreshes; requireAdmin() has the database check the token.
  const { data, error } = await supabase.auth.getSession()
  return { response, signedOut: !data.session && !isAuthRetryableFetchError(error) }
}
