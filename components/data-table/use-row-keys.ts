'use client'

import { type RefObject, useEffect } from 'react'
import { isTyping } from '@/lib/keyboard'

type Options = {
  body: RefObject<HTMLElement | null>
  toggle: (id: string, range: boolean) => void
  clear: () => void
  /** The page's verb: its key, and what it does to the selection or else to the row in focus. */
  verb?: { key: string; run: (focusedId: string | null) => void }
}

function rowsOf(body: HTMLElement) {
  return [...body.querySelectorAll<HTMLElement>('[data-row]')]
}

/** The keys of a list: J and K move, X selects, Enter opens, the verb acts, "/" searches. */
export function useRowKeys({ body, toggle, clear, verb }: Options) {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      // Kept pages stay mounted out of sight; only the visible list answers.
      const element = body.current
      if (!element?.checkVisibility() || isTyping(event)) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const rows = rowsOf(element)
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      const id = rows[at]?.dataset.row ?? null
      const key = event.key.toLowerCase()
      if (key === 'j' || key === 'k') rows[at < 0 ? 0 : at + (key === 'j' ? 1 : -1)]?.focus()
      else if (key === 'x' && id) toggle(id, event.shiftKey)
      else if (key === 'enter' && rows[at] === document.activeElement) rows[at]?.querySelector('a')?.click()
      else if (key === '/') document.querySelector<HTMLElement>('[data-list-search]')?.focus()
      else if (key === 'escape') return clear()
      else if (key === verb?.key) verb.run(id)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
