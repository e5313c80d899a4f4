'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { signIn } from './actions'
import { Field, FormMessage } from './form-parts'

/** E-mail and password; a failed try keeps the e-mail address. */
export function LoginForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(signIn, null)
  const [email, setEmail] = useState('')
  return (
    <form action={action} className="flex flex-col gap-3">
      <h1 className="text-md font-semibold">Sign in</h1>
      <FormMessage state={state} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field name="password" label="Password" type="password" autoComplete="current-password" />
      <Button type="submit" variant="primary" pending={pending} className="mt-1 h-9">
        {pending ? 'Signing in' : 'Sign in'}
      </Button>
      <a
        href="/login/forgot"
        className="text-center text-xs text-accent-text hover:underline max-sm:-my-1 max-sm:py-3.5"
      >
        Forgot password?
      </a>
    </form>
  )
}
