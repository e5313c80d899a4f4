'use client'

import { useEffect } from 'react'
import { createStore, useStore } from '@/components/ui/store'

type Named = { name: string }

const shown = createStore<Named | null>(null)

/** Says what the thing is called that a detail is about, for the breadcrumb and the tab's title. */
export function DetailName({ name }: { name: string }) {
  useEffect(() => {
    const named = { name }
    shown.set(named)
    return () => {
      // The next detail may have said its name already.
      if (shown.get() === named) shown.set(null)
    }
  }, [name])
  return null
}

/** @returns what the thing is called whose detail is open; null where none is, or before it is known. */
export function useDetailName(): string | null {
  return useStore(shown, null)?.name ?? null
}
