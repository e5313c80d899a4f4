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

const listenersOfRequest = cache((): { path: string; heard: () => void }[] => [])

/** @param path the end of an address of the API. @returns a promise that is kept once this request of a page asks for it. */
export function onRequest(path: string): Promise<void> {
  return new Promise((heard) => listenersOfRequest().push({ path, heard }))
}

/**
 * The Supabase client of the current request. It carries the token of whoever is signed in, so the
 * database's policies decide what it may see.
 * @returns one client per request.
 */
export const getSupabase = cache(async () => {
  await connection()
  const store = await cookies()
  const listeners = listenersOfRequest()
  const limit = pLimit(CONCURRENT_QUERIES)
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SITE_URL } = env()
  return createServerClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    ...clientOptions,
    global: {
      fetch(...request: Parameters<typeof fetch>) {
        const answer = limit(() => clientOptions.global.fetch(...request))
        const address = String(request[0])
        for (const { path, heard } of listeners) if (address.endsWith(path)) heard()
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
