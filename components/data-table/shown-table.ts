'use client'

import { useEffect } from 'react'
import { createStore, useStore } from '@/components/ui/store'

/** A table on screen: what its rows are, and its columns with their names. */
export type ShownTable = { label: string; columns: { id: string; name: string }[] }

const shown = createStore<ShownTable | null>(null)

/** Tells the page's menus which table is on screen. */
export function useAnnounceTable(table: ShownTable) {
  const { label } = table
  const key = table.columns.map(({ id }) => id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a table of the same label and columns is the same.
  useEffect(() => {
    shown.set(table)
    return () => {
      if (shown.get()?.label === label) shown.set(null)
    }
  }, [label, key])
}

/** @returns the table on screen, or null while there is none. */
export function useShownTable(): ShownTable | null {
  return useStore(shown, null)
}
