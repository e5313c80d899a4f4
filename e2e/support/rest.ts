import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Database, Tables, TablesInsert, TablesUpdate } from '@/lib/supabase/database.types'
import { currentRun } from './run'

type Table = keyof Database['public']['Tables']
type Relation = Table | keyof Database['public']['Views']
type Query = Record<string, string>
type Options = { body?: unknown; headers?: Record<string, string> }

/** An answer of the API as it came: for tests of what is refused. */
export type Answer = { status: number; body: unknown }

/** A client of the backend's REST API. `request` never throws; the others do when they are refused. */
export type Rest = ReturnType<typeof createRest>

/**
 * @param key the key that every request carries.
 * @param token the session it acts for; without one the key alone decides.
 */
export function createRest(key: string, token?: string) {
  async function send(method: string, route: string, { body, headers }: Options = {}) {
    return fetch(`${currentRun().backendUrl}${route}`, {
      method,
      headers: {
        apikey: key,
        authorization: `Bearer ${token ?? key}`,
        'content-type': 'application/json',
        prefer: 'return=representation',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  }

  async function request(method: string, route: string, options?: Options): Promise<Answer> {
    const response = await send(method, route, options)
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : null }
  }

  async function demand<T>(method: string, route: string, options?: Options): Promise<T> {
    const { status, body } = await request(method, route, options)
    if (status >= 300) throw new Error(`${method} ${route} answered ${status}: ${JSON.stringify(body)}`)
    return body as T
  }

  return {
    request,
    /** @returns the rows that the query finds, in PostgREST's language: `{ id: 'eq.…', select: '…' }`. */
    select: <T extends Relation>(table: T, query: Query = {}) =>
      demand<Tables<T>[]>('GET', `/rest/v1/${table}?${new URLSearchParams(query)}`),
    /** @returns how many rows the query finds, however many that are: an answer has a thousand at most. */
    async count(table: Relation, query: Query = {}) {
      const route = `/rest/v1/${table}?${new URLSearchParams({ ...query, select: 'id', limit: '1' })}`
      const response = await send('GET', route, { headers: { prefer: 'count=exact' } })
      const total = response.headers.get('content-range')?.split('/')[1]
      if (!response.ok || !total) throw new Error(`GET ${route} answered ${response.status} without a count`)
      return Number(total)
    },
    /** @returns the rows as they were stored. */
    insert: <T extends Table>(table: T, rows: TablesInsert<T> | TablesInsert<T>[]) =>
      demand<Tables<T>[]>('POST', `/rest/v1/${table}`, { body: [rows].flat() }),
    /** @returns the rows that were changed. */
    update: <T extends Table>(table: T, query: Query, change: TablesUpdate<T>) =>
      demand<Tables<T>[]>('PATCH', `/rest/v1/${table}?${new URLSearchParams(query)}`, { body: change }),
    /** @returns what a database function answers. */
    rpc: <T>(name: string, parameters: Record<string, unknown> = {}) =>
      demand<T>('POST', `/rest/v1/rpc/${name}`, { body: parameters }),
  }
}

/** @returns the keys of the run's backend; the secret one is for tests alone, the dashboard never sees it. */
export function readKeys(): { publishableKey: string; secretKey: string } {
  return JSON.parse(readFileSync(path.join(currentRun().dataDirectory, 'keys.json'), 'utf8'))
}

/** @returns a client that acts for an account, signed in as any program would. */
export async function signInToRest(email: string, password: string): Promise<Rest> {
  const { publishableKey } = readKeys()
  const { status, body } = await createRest(publishableKey).request(
    'POST',
    '/auth/v1/token?grant_type=password',
    { body: { email, password } },
  )
  if (status !== 200) throw new Error(`Signing in as ${email} answered ${status}: ${JSON.stringify(body)}`)
  return createRest(publishableKey, (body as { access_token: string }).access_token)
}
