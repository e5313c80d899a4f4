import type { CookieOptionsWithName } from '@supabase/ssr'
import ws from 'ws'

/** Longest a request to the backend may take, in milliseconds, before the page says that it is slow. */
const BACKEND_TIMEOUT_MS = 5000

/**
 * The session cookie: out of reach of scripts, and sent over TLS only, except to localhost.
 * @param secure whether the site is served over https.
 */
export function sessionCookie(secure: boolean): CookieOptionsWithName {
  return { name: 'kryonex-session', httpOnly: true, sameSite: 'lax', secure, path: '/' }
}

function fetchWithTimeout(input: RequestInfo | URL, init?: RequestInit) {
  const timeout = AbortSignal.timeout(BACKEND_TIMEOUT_MS)
  const signal = init?.signal ? AbortSignal.any([timeout, init.signal]) : timeout
  return fetch(input, { ...init, signal, cache: 'no-store' })
}

/**
 * What every client of ours shares: no silent retries (a page shows the failure and offers one), a
 * time-out, and a WebSocket that supabase-js asks for on Node 20 although nothing here opens one.
 */
export const clientOptions = {
  db: { retry: false },
  realtime: { transport: ws as unknown as typeof WebSocket },
  global: { fetch: fetchWithTimeout },
} as const
