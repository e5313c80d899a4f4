import { createServerClient } from '@supabase/ssr'
import { clientOptions, sessionCookie } from '../lib/supabase/options'
import { ADMIN_EMAILS, SAMPLE_PASSWORD } from '../supabase/local/accounts'

/** Somebody who is signed in: the cookies of the dashboard, and the token within. */
export type Session = {
  cookies: { name: string; value: string }[]
  token: string
  claims: Record<string, unknown>
}

/** Signs a sample admin in, as the dashboard would, and keeps the cookies that the browser would get. */
export async function signIn(url: string, publishableKey: string, who = 0): Promise<Session> {
  const jar = new Map<string, string>()
  const supabase = createServerClient(url, publishableKey, {
    ...clientOptions,
    cookieOptions: sessionCookie(false),
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (list) => {
        for (const { name, value } of list) jar.set(name, value)
      },
    },
  })
  const email = ADMIN_EMAILS[who % ADMIN_EMAILS.length] ?? ADMIN_EMAILS[0]
  const { data, error } = await supabase.auth.signInWithPassword({ email, password: SAMPLE_PASSWORD })
  if (error) throw error
  const token = data.session.access_token
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  return { cookies: [...jar].map(([name, value]) => ({ name, value })), token, claims }
}
