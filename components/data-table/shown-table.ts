'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** A table on screen: what its rows are, and its columns with their names. */
export type ShownTable = { label: string; columns: { id: string; name: string }[] }

const listeners = new Set<() => void>()
let shown: ShownTable | null = null

function announce(table: ShownTable | null) {
  shown = table
  for (const listener of listeners) listener()
}

/** Tells the page's menus which table is on screen. */
export function useAnnounceTable(table: ShownTable) {
  const { label } = table
  const key = table.columns.map(({ id }) => id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a table of the same label and columns is the same.
  useEffect(() => {
    announce(table)
    return () => {
      if (shown?.label === label) announce(null)
    }
  }, [label, key])
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** @returns the table on screen, or null while there is none. */
export function useShownTable(): ShownTable | null {
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => null,
  )
}
