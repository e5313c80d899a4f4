'use client'

import { type RefObject, useEffect, useRef } from 'react'

/**
 * When the row in focus leaves the list, the row that takes its place gets the focus, so that one can
 * go on with the keyboard.
 * @param body the list's body.
 * @param ids the rows on screen in their order.
 * @returns handlers for the body.
 */
export function useKeptFocus(body: RefObject<HTMLElement | null>, ids: string[]) {
  const last = useRef<{ id: string; at: number } | null>(null)

  useEffect(() => {
    const gone = last.current
    if (!gone || ids.includes(gone.id) || document.activeElement !== document.body) return
    const rows = body.current?.querySelectorAll<HTMLElement>('[data-row]')
    rows?.[Math.min(gone.at, rows.length - 1)]?.focus()
  }, [body, ids])

  return {
    onFocus({ target }: { target: HTMLElement }) {
      const id = target.closest<HTMLElement>('[data-row]')?.dataset.row
      last.current = id ? { id, at: ids.indexOf(id) } : null
    },
    onBlur({ relatedTarget }: { relatedTarget: EventTarget | null }) {
      if (relatedTarget) last.current = null
    },
  }
}
