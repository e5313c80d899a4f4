'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { setPassword } from '../actions'
import { Field, FormMessage } from '../form-parts'

/** Takes the new password twice. */
export function NewPasswordForm() {
  const [state, action, pending] = useActionState(setPassword, null)
  return (
    <form action={action} className="flex flex-col gap-3">
      <h1 className="text-md font-semibold">Set a new password</h1>
      <FormMessage state={state} />
      <Field
        name="password"
        label="New password"
        type="password"
        autoComplete="new-password"
        minLength={10}
      />
      <Field name="again" label="The same again" type="password" autoComplete="new-password" />
      <Button type="submit" variant="primary" pending={pending} className="mt-1 h-9">
        Save and go on
      </Button>
    </form>
  )
}
