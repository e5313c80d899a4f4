import postgres from 'postgres'
import type { Statement } from './plans'
import type { Session } from './session'

/** A connection that acts as somebody, as the API would for a request of theirs. */
export async function openAs(url: string, session: Pick<Session, 'claims'> | 'service_role') {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined, prepare: false })
  // Parameters are texts, as the server logged them; the driver must not make JSON of them again.
  for (const type of [114, 3802]) sql.options.serializers[type] = String
  const claims = session === 'service_role' ? { role: 'service_role', sub: '' } : session.claims
  const role = String(claims.role)
  await sql.unsafe('begin')
  for (const [name, value] of [
    ['request.jwt.claims', JSON.stringify(claims)],
    ['request.jwt.claim.sub', String(claims.sub ?? '')],
    ['request.jwt.claim.role', role],
    ['role', role],
  ] as [string, string][]) {
    await sql`select set_config(${name}, ${value}, true)`
  }
  return {
    run: ({ text, parameters }: Pick<Statement, 'text' | 'parameters'>) =>
      sql.unsafe(text, parameters as never[]),
    /** Ends without a trace. */
    close: async () => {
      await sql.unsafe('rollback')
      await sql.end()
    },
  }
}
