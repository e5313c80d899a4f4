'use client'

import { Eye } from 'lucide-react'
import { type ReactNode, useState, useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import { revealContact } from './actions'

type Props = {
  customer: string
  field: 'email' | 'transfer_number' | 'phone_number'
  name: string
  /** The value, masked. */
  children: ReactNode
}

/** How a customer is reached, masked, with the way to see it; each look is written down. */
export function RevealContact({ customer, field, name, children }: Props) {
  const [seen, setSeen] = useState<string | null>(null)
  const [pending, start] = useTransition()
  function look() {
    start(async () => {
      const result = await revealContact({ customer, field }).catch(() => null)
      if (result?.ok && result.data) setSeen(result.data)
      else
        notify({
          title: 'The value could not be shown',
          description: result && !result.ok ? result.message : 'The server could not be reached.',
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
        className="ml-1.5 inline-flex items-center gap-1 rounded-sm border border-accent-line px-1 align-middle text-2xs text-accent-text hover:bg-accent-tint disabled:opacity-60 max-sm:min-h-8"
      >
        <Eye aria-hidden className="size-3" />
        Reveal
      </button>
    </>
  )
}
