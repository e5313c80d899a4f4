'use client'

import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { completeSearch, type SearchField } from '@/lib/lists/search-syntax'
import { Completions } from './completions'
import type { FacetRow } from './facet-filter'
import { useSearch } from './use-search'

type Props = {
  label: string
  value: string
  /** The keys that it understands: `type:retell_timeout`. */
  fields?: SearchField[]
  /** The values that rows have, for completions. */
  facets?: Promise<FacetRow[]>
}

/** Searches the list, and filters it by what is written as `key:value`; completes both while one types. */
export function SearchBox({ label, value, fields = [], facets }: Props) {
  const { text, pending, type, paste, apply } = useSearch(fields, value)
  const [known, setKnown] = useState<FacetRow[]>([])
  const [focused, setFocused] = useState(false)
  const [active, setActive] = useState(-1)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const completions = focused && text ? completeSearch(text, fields, known) : []

  function choose(index: number) {
    const chosen = completions[index]
    setActive(-1)
    if (chosen) type(chosen.typed)
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const count = completions.length
    if (event.key === 'Escape') event.currentTarget.blur()
    else if (event.key === 'ArrowDown' && count > 0) setActive((active + 1) % count)
    else if (event.key === 'ArrowUp' && count > 0) setActive((active <= 0 ? count : active) - 1)
    else if (event.key === 'Enter' || (event.key === 'Tab' && active >= 0)) {
      if (active >= 0) choose(active)
      else apply(text)
    } else return
    // Of Escape too: the browser would empty the box, and the search with it.
    event.preventDefault()
  }

  return (
    <div className="flex-[0_1_15rem] focus-within:basis-80 max-sm:-order-1 max-sm:flex-1 sm:min-w-36">
      <div
        ref={box}
        data-pending={pending || undefined}
        className="flex h-[26px] w-full min-w-36 items-center gap-1.5 rounded-md border border-line-strong bg-surface pr-1 pl-2 text-[12.5px] focus-within:outline-2 focus-within:outline-accent data-pending:opacity-70 max-sm:h-[46px] max-sm:text-base"
      >
        <Search aria-hidden className="size-3.5 flex-none stroke-[1.8] text-fg-3" />
        <input
          type="search"
          role="combobox"
          aria-expanded={completions.length > 0}
          aria-controls={`${id}-completions`}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          data-list-search
          aria-label={label}
          placeholder={label}
          title={
            fields.length > 0 ? `Understands ${fields.map(({ key }) => `${key}:`).join(' ')}` : undefined
          }
          value={text}
          onFocus={() => {
            setFocused(true)
            facets?.then(setKnown, () => setKnown([]))
          }}
          onBlur={() => {
            setFocused(false)
            setActive(-1)
          }}
          onChange={(event) => {
            setActive(-1)
            type(event.target.value)
          }}
          onPaste={(event) => {
            const { value: before, selectionStart, selectionEnd } = event.currentTarget
            const given = event.clipboardData
              .getData('text')
              .trim()
              .replace(/\s*[\r\n]+\s*/g, ' ')
            event.preventDefault()
            setActive(-1)
            paste(before.slice(0, selectionStart ?? 0) + given + before.slice(selectionEnd ?? before.length))
          }}
          onKeyDown={onKey}
          className="h-full min-w-0 flex-1 text-ellipsis bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        {text ? (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => {
              type('')
              apply('')
            }}
            className="grid size-6 place-items-center text-fg-3 hover:text-fg max-sm:size-11"
          >
            <X aria-hidden className="size-3" />
          </button>
        ) : (
          <Kbd>/</Kbd>
        )}
      </div>
      <Completions id={id} anchor={box} completions={completions} active={active} onChoose={choose} />
    </div>
  )
}
