'use client'

import { Search, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ClipboardEvent, useId, useRef } from 'react'
import { Kbd } from '@/components/ui/kbd'
import type { SearchField } from '@/lib/lists/search-syntax'
import type { FacetRow } from './facet-filter'
import { useCompletions } from './use-completions'
import { useSearch } from './use-search'

const Completions = dynamic(() => import('./completions'), { ssr: false })

type Props = {
  label: string
  value: string
  /** The keys that it understands: `type:retell_timeout`. */
  fields?: SearchField[]
  /** The values that rows have, for completions. */
  facets?: Promise<FacetRow[]>
}

/** The box's text once what is on the clipboard stands in place of the selection, in one line. */
function withPasted({ currentTarget, clipboardData }: ClipboardEvent<HTMLInputElement>): string {
  const { value, selectionStart, selectionEnd } = currentTarget
  const given = clipboardData
    .getData('text')
    .trim()
    .replace(/\s*[\r\n]+\s*/g, ' ')
  return value.slice(0, selectionStart ?? 0) + given + value.slice(selectionEnd ?? value.length)
}

/** Searches the list, and filters it by what is written as `key:value`; completes both while one types. */
export function SearchBox({ label, value, fields = [], facets }: Props) {
  const { text, pending, type, paste, apply } = useSearch(fields, value)
  const { completions, active, choose, release, keys } = useCompletions({ text, fields, facets, type, apply })
  const id = useId()
  const box = useRef<HTMLDivElement>(null)

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
          {...keys}
          onChange={(event) => {
            release()
            type(event.target.value)
          }}
          onPaste={(event) => {
            event.preventDefault()
            release()
            paste(withPasted(event))
          }}
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
      {text ? (
        <Completions id={id} anchor={box} completions={completions} active={active} onChoose={choose} />
      ) : null}
    </div>
  )
}
