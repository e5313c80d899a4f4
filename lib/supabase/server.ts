import 'server-only'
import { createServerClient } from '@supabase/ssr'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import pLimit from 'p-limit'
import { cache } from 'react'
import { env } from '@/lib/env'
import type { Database } from './database.types'
import { clientOptions, sessionCookie } from './options'

/**
 * How many queries of one page run at the same time. A page of many panels then neither crowds out other readers nor
 * runs into time-outs of its own making, because a query's time begins when it is sent.
 */
const CONCURRENT_QUERIES = 4

const awaitedRequests = cache((): { path: string; sent: () => void }[] => [])

/** @param path the end of an address of the API. @returns a promise that resolves once the page has sent a request there. */
export function whenRequested(path: string): Promise<void> {
  return new Promise((sent) => awaitedRequests().push({ path, sent }))
}

/**
 * The Supabase client of the current request. It carries the token of the signed-in user, so the
 * database's policies decide what it may see.
 * @returns one client per request.
 */
export const getSupabase = cache(async () => {
  await connection()
  const store = await cookies()
  const awaited = awaitedRequests()
  const limit = pLimit(CONCURRENT_QUERIES)
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SITE_URL } = env()
  return createServerClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    ...clientOptions,
    global: {
      fetch(...request: Parameters<typeof fetch>) {
        const answer = limit(() => clientOptions.global.fetch(...request))
        const address = String(request[0])
        for (const { path, sent } of awaited) if (address.endsWith(path)) sent()
        return answer
      },
    },
    cookieOptions: sessionCookie(SITE_URL?.startsWith('https:') ?? false),
    cookies: {
      getAll: () => store.getAll(),
      setAll(list) {
        try {
          for (const { name, value, options } of list) store.set(name, value, options)
        } catch {
          // Server components cannot write cookies; the proxy has already written a refreshed session.
        }
      },
    },
  })
})
