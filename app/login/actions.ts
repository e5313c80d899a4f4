'use server'

import { isAuthRetryableFetchError } from '@supabase/supabase-js'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { env } from '@/lib/env'
import { safePath } from '@/lib/session/safe-path'
import { getSupabase } from '@/lib/supabase/server'

export type FormState = { message: string; sent?: boolean } | null

const WRONG =
  'E-mail or password is wrong, or there were too many attempts. Wait a few minutes and try again.'
const DOWN = 'The backend cannot be reached. Your session and your data are safe; try again in a moment.'

const credentials = z.object({ email: z.email().max(254), password: z.string().min(1).max(200) })

async function clientAddress() {
  return (await headers()).get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown'
}

/** Signs in with e-mail and password and goes where the visitor wanted to go. One text for every refusal. */
export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const input = credentials.safeParse(Object.fromEntries(form))
  if (!input.success) return { message: WRONG }
  const { email, password } = input.data
  const supabase = await getSupabase()
  const wait = await supabase.rpc('sign_in_allowed', { account: email, address: await clientAddress() })
  if (wait.error) return { message: DOWN }
  if (wait.data > 0) return { message: WRONG }
  const { error } = await supabase.auth.signInWithPassword({ email, password })
  if (isAuthRetryableFetchError(error)) return { message: DOWN }
  if (error) return { message: WRONG }
  await supabase.rpc('sign_in_succeeded')
  redirect(safePath(form.get('next')))
}

/** Sends a link for a new password, if the account exists; the answer does not tell whether it does. */
export async function requestPasswordReset(_: FormState, form: FormData): Promise<FormState> {
  const email = z.email().max(254).safeParse(form.get('email'))
  if (!email.success) return { message: 'Enter an e-mail address.' }
  const supabase = await getSupabase()
  const wait = await supabase.rpc('sign_in_allowed', { account: email.data, address: await clientAddress() })
  if (wait.error) return { message: DOWN }
  if (wait.data === 0) {
    const site = env().SITE_URL
    const redirectTo = site ? `${site}/auth/confirm?next=/login/new-password` : undefined
    const { error } = await supabase.auth.resetPasswordForEmail(email.data, { redirectTo })
    if (isAuthRetryableFetchError(error)) return { message: DOWN }
  }
  return {
    sent: true,
    message: `If ${email.data} has an account, a link to set a new password is on its way.`,
  }
}

const newPassword = z
  .object({
    password: z.string().min(10, 'The password must have at least 10 characters.').max(72),
    again: z.string(),
  })
  .refine((input) => input.password === input.again, { error: 'The two passwords differ.' })

/** Sets a new password for whoever came through the link of the mail. */
export async function setPassword(_: FormState, form: FormData): Promise<FormState> {
  const input = newPassword.safeParse(Object.fromEntries(form))
  if (!input.success) return { message: input.error.issues[0]?.message ?? 'Check the password.' }
  const supabase = await getSupabase()
  const { error } = await supabase.auth.updateUser({ password: input.data.password })
  if (isAuthRetryableFetchError(error)) return { message: DOWN }
  if (error) return { message: 'The link has expired. Ask for a new one.' }
  redirect('/')
}
