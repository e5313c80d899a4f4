'use client'

import { Eye } from 'lucide-react'
import { type ReactNode, useState, useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import { type ActionResult, settle } from '@/lib/action-result'

type Props = {
  name: string
  /** Asks for the value, which is written down. */
  ask: () => Promise<ActionResult<string | null>>
  /** The value, masked. */
  children: ReactNode
}

/** A masked value with the way to see it. */
export function Masked({ name, ask, children }: Props) {
  const [seen, setSeen] = useState<string | null>(null)
  const [pending, start] = useTransition()
  function look() {
    start(async () => {
      const result = await settle(ask())
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
      <button
        type="button"
        aria-label={`Reveal ${name}`}
        title="Shows the value. The audit log keeps who looked."
        disabled={pending}
        onClick={look}
        className="touch ml-1.5 inline-flex items-center gap-1 rounded-sm border border-accent-line px-1 align-middle font-sans text-2xs text-accent-text hover:bg-accent-tint disabled:opacity-60"
      >
        <Eye aria-hidden className="size-3" />
        Reveal
      </button>
    </>
  )
}
