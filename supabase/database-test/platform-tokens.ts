import { createHmac } from 'node:crypto'
import { type Person, people } from '../platform/starts'

/** Who calls: the backend, nobody, or one of the people by their token. */
export type Caller = 'service' | 'anon' | Person

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** @returns a token as GoTrue signs them. */
export function signToken(caller: Caller, secret: string) {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claimsOf(caller))}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

function claimsOf(caller: Caller) {
  const now = Math.floor(Date.now() / 1000)
  const times = { iat: now, exp: now + 12 * 3600 }
  if (caller === 'service') return { iss: 'supabase', role: 'service_role', ...times }
  if (caller === 'anon') return { iss: 'supabase', role: 'anon', ...times }
  const { id, session, email } = people[caller]
  return {
    sub: id,
    role: 'authenticated',
    aud: 'authenticated',
    email,
    session_id: session,
    aal: 'aal1',
    ...times,
  }
}
