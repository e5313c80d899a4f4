'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import { type ActionResult, resultOrUnreachable } from '@/lib/session/action-result'
import { RevealButton } from './reveal-button'

type Props = {
  name: string
  /** Reveals the value, which is audited. */
  ask: () => Promise<ActionResult<string | null>>
  /** The value, masked. */
  children: ReactNode
}

/** A masked value with the button that reveals it. */
export function Masked({ name, ask, children }: Props) {
  const [seen, setSeen] = useState<string | null>(null)
  const [pending, start] = useTransition()
  function look() {
    start(async () => {
      const result = await resultOrUnreachable(ask())
      if (result.ok && result.data !== null) return setSeen(result.data)
      notify({
        title: 'The value could not be shown',
        description: result.ok ? 'It is gone.' : result.message,
        failed: true,
      })
    })
  }
  if (seen !== null) return <span className="break-all bg-warning-tint text-warning-text">{seen}</span>
  return (
    <>
      {children}
      <RevealButton
        name={name}
        disabled={pending}
        onClick={look}
        className="touch align-middle disabled:opacity-60"
      />
    </>
  )
}
