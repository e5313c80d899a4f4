'use client'

import { type KeyboardEvent, useState } from 'react'
import { completeSearch, type SearchField } from '@/lib/lists/search-syntax'
import type { FacetRow } from './facet-filter'

type Settings = {
  text: string
  fields: SearchField[]
  /** The values that rows have. */
  facets?: Promise<FacetRow[]>
  /** Takes a completed text. */
  type: (text: string) => void
  /** Searches for a text as it stands. */
  apply: (text: string) => void
}

/** The completions of what is typed into a search box, and the keys that move through them. */
export function useCompletions({ text, fields, facets, type, apply }: Settings) {
  const [known, setKnown] = useState<FacetRow[]>([])
  const [focused, setFocused] = useState(false)
  const [active, setActive] = useState(-1)
  const completions = focused && text ? completeSearch(text, fields, known) : []
  const count = completions.length
  const release = () => setActive(-1)

  function choose(index: number) {
    const chosen = completions[index]
    release()
    if (chosen) type(chosen.typed)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
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

  function onFocus() {
    setFocused(true)
    facets?.then(setKnown, () => setKnown([]))
  }

  function onBlur() {
    setFocused(false)
    release()
  }

  return { completions, active, choose, release, keys: { onKeyDown, onFocus, onBlur } }
}
