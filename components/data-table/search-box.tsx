'use client'

import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { useListUrl } from './list-url'

/** Free text over the list, a moment after typing stops. */
export function SearchBox({ label, value }: { label: string; value: string }) {
  const { change, pending } = useListUrl()
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => () => clearTimeout(timer.current), [])

  function search(next: string, wait: number) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => change({ q: next.trim() }, 'replace'), wait)
  }

  return (
    <div
      data-pending={pending || undefined}
      className="flex h-[26px] w-56 min-w-36 items-center gap-1.5 rounded-md border border-line-strong bg-surface pr-1 pl-2 text-[12.5px] focus-within:outline-2 focus-within:outline-accent data-pending:opacity-70 max-sm:h-11 max-sm:flex-1"
    >
      <Search aria-hidden className="size-3.5 flex-none stroke-[1.8] text-fg-3" />
      <input
        type="search"
        data-list-search
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => search(event.target.value, 250)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search(text, 0)
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        className="h-full min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => search('', 0)}
          className="grid size-5 place-items-center text-fg-3 hover:text-fg max-sm:size-11"
        >
          <X aria-hidden className="size-3" />
        </button>
      ) : (
        <Kbd>/</Kbd>
      )}
    </div>
  )
}
