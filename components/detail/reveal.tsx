'use client'

import { Eye } from 'lucide-react'
import { type ReactNode, useState, useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import type { Revealable } from '@/lib/revealable'
import { revealValue } from './actions'

/** Where a value is recorded: a row, and the way to the value from its column on. */
export type RevealPath = { entity: Revealable; id: string; path: string[] }

/**
 * A masked value with the way to see it; each look is written down.
 * @param children the value, masked.
 */
export function Reveal({
  entity,
  id,
  path,
  name,
  children,
}: RevealPath & { name: string; children: ReactNode }) {
  const [seen, setSeen] = useState<string | null>(null)
  const [pending, start] = useTransition()
  function look() {
    start(async () => {
      const result = await revealValue({ entity, id, path }).catch(() => null)
      if (result?.ok) setSeen(result.data)
      else
        notify({
          title: 'The value could not be shown',
          description: result?.message ?? 'The server could not be reached.',
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
        className="ml-1.5 inline-flex items-center gap-1 rounded-sm border border-accent-line px-1 align-middle font-sans text-2xs text-accent-text hover:bg-accent-tint disabled:opacity-60"
      >
        <Eye aria-hidden className="size-3" />
        Reveal
      </button>
    </>
  )
}
