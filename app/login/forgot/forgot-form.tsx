'use client'

import Link from 'next/link'
import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { requestPasswordReset } from '../actions'
import { Field, FormMessage } from '../form-parts'

const expiredLink = { message: 'That link has expired or was already used. Ask for a new one.' }

/** Asks for a link to set a new password. */
export function ForgotForm({ expired }: { expired: boolean }) {
  const [state, action, pending] = useActionState(requestPasswordReset, expired ? expiredLink : null)
  return (
    <form action={action} className="flex flex-col gap-3">
      <h1 className="text-md font-semibold">Forgot password</h1>
      <FormMessage state={state} />
      <Field name="email" label="E-mail" type="email" autoComplete="username" />
      <Button type="submit" variant="primary" pending={pending} className="mt-1 h-9">
        Send the link
      </Button>
      <Link href="/login" className="text-center text-xs text-accent-text hover:underline">
        Back to sign-in
      </Link>
    </form>
  )
}
