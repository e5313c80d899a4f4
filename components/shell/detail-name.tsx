'use client'

import { useEffect, useSyncExternalStore } from 'react'

type Named = { name: string }

const listeners = new Set<() => void>()
let shown: Named | null = null

function show(named: Named | null) {
  shown = named
  for (const notify of listeners) notify()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Says what the thing is called that a detail is about, for the breadcrumb and the tab's title. */
export function DetailName({ name }: { name: string }) {
  useEffect(() => {
    const named = { name }
    show(named)
    return () => {
      // The next detail may have said its name already.
      if (shown === named) show(null)
    }
  }, [name])
  return null
}

/** @returns what the thing is called whose detail is open; null where none is, or before it is known. */
export function useDetailName(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => shown?.name ?? null,
    () => null,
  )
}
