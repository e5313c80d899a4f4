'use client'

import { type RefObject, useEffect } from 'react'
import { isTyping } from '@/lib/keyboard'

type Options = {
  body: RefObject<HTMLElement | null>
  toggle: (id: string, range: boolean) => void
  clear: () => void
  /** The page's verbs: their keys, and what each does to the selection or else to the row in focus. */
  verbs: { key: string; run: (focusedId: string | null) => void }[]
}

function rowsOf(body: HTMLElement) {
  return [...body.querySelectorAll<HTMLElement>('[data-row]')]
}

/** The keys of a list: J and K move, X selects, Enter opens, verbs act, "/" searches. */
export function useRowKeys({ body, toggle, clear, verbs }: Options) {
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
      // At either end the row itself takes the focus, which may be on something in it.
      const next = at < 0 ? 0 : Math.max(0, Math.min(at + (key === 'j' ? 1 : -1), rows.length - 1))
      if (key === 'j' || key === 'k') rows[next]?.focus()
      else if (key === 'x' && id) toggle(id, event.shiftKey)
      else if (key === 'enter' && rows[at] === document.activeElement) rows[at]?.querySelector('a')?.click()
      else if (key === '/') document.querySelector<HTMLElement>('[data-list-search]')?.focus()
      else if (key === 'escape') return clear()
      else {
        const verb = verbs.find((each) => each.key === key)
        if (!verb) return
        verb.run(id)
      }
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
