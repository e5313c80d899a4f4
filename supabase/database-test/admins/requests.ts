import type { TestDatabase } from '../native-database'
import type { Report } from '../report'

export const account = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

/** The settings that PostgREST makes for a request, since version 9 and before; auth.uid() of the test server reads the older one. */
export function request(role: string, id?: number) {
  const claims = JSON.stringify({ role, ...(id && { sub: account(id), session_id: account(id) }) })
  return `set local role ${role}; select set_config('request.jwt.claims', '${claims}', true),
    set_config('request.method', 'PATCH', true), set_config('request.jwt.claim.sub', '${id ? account(id) : ''}', true);`
}

export const legacyRequest = (role: string, id: number) => `set local role ${role};
  select set_config('request.jwt.claim.role', '${role}', true), set_config('request.jwt.claim.sub', '${account(id)}', true);`

export type Check = Report['check']

export async function value(database: TestDatabase, statements: string) {
  const results = await database.exec(`begin; ${statements}; commit`).catch(async (error: Error) => {
    await database.exec('rollback')
    return [[[error.message]]]
  })
  return String(results.filter((found) => found.length > 0).at(-1)?.[0]?.[0])
}

export const isAdmin = (database: TestDatabase, id: number) =>
  value(database, `${request('authenticated', id)} select private.is_admin()`)

export const reason = (database: TestDatabase, id: number) =>
  value(database, `${request('authenticated', id)} select reason from public.whoami()`)

export const promote = (id: number, role = 'admin') =>
  `update public.profiles set role = '${role}' where user_id = '${account(id)}'`
