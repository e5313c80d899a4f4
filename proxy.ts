import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy, securityHeaders } from '@/lib/session/security-headers'
import { refreshSession } from '@/lib/supabase/proxy'

const PUBLIC_PATHS = ['/login', '/auth']

/**
 * Runs before every page: gives the document its nonce and policy, and refreshes the session cookie.
 * It sends visitors without a session to the sign-in page as a convenience; who may see what is
 * decided by requireAdmin() and by the database.
 */
export async function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const { pathname, search } = request.nextUrl
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', pathname + search)
  headers.set('x-now', String(Date.now()))
  headers.set('content-security-policy', policy)

  const refreshed = await refreshSession(request, headers)
  let response = refreshed.response
  const isPublic = PUBLIC_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`))
  if (refreshed.signedOut && !isPublic) {
    const login = new URL('/login', request.url)
    if (pathname !== '/') login.searchParams.set('next', pathname + search)
    response = NextResponse.redirect(login)
    for (const cookie of refreshed.response.cookies.getAll()) response.cookies.set(cookie)
  }
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of securityHeaders) response.headers.set(name, value)
  return response
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|icon.svg).*)'],
}
