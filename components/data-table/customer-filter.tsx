'use client'

import { X } from 'lucide-react'
import { useListUrl } from './list-url'

/** A chip while the list shows one customer only; details and customers link to lists like that. */
export function CustomerFilter({ id }: { id: string | null }) {
  const { change } = useListUrl()
  if (!id) return null
  return (
    <span className="inline-flex h-[26px] flex-none items-center overflow-hidden rounded-md border border-line-strong bg-raised text-xs whitespace-nowrap max-sm:h-11">
      <span className="px-2">
        <span className="text-fg-2">Customer </span>
        <span className="font-mono">{id.slice(0, 8)}</span>
      </span>
      <button
        type="button"
        aria-label="Show all customers"
        onClick={() => change({ customer: null })}
        className="grid h-full w-6 place-items-center border-l border-line text-fg-3 hover:text-fg max-sm:w-11"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  )
}
