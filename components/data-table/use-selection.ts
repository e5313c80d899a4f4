'use client'

import type { RowSelectionState } from '@tanstack/react-table'
import { useState } from 'react'
import { useListUrl } from './list-url'
import { type Matching, useMatching } from './use-matching'

/**
 * Which rows are selected, on this page or as everything that matches.
 * @param ids the rows of the page, in order.
 */
export function useSelection(ids: string[], matching: Matching | undefined) {
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({})
  const [anchor, setAnchor] = useState<string | null>(null)
  const whole = useMatching(matching, () => setRowSelection({}))
  const { query } = useListUrl()
  const [selectedUnder, setSelectedUnder] = useState(query)

  function clear() {
    setRowSelection({})
    whole.clear()
  }

  // Another filter or page shows other rows: what was selected there is not meant here.
  if (selectedUnder !== query) {
    setSelectedUnder(query)
    clear()
  }

  /** Selects a row or no longer; with `range`, selects all from the one before. */
  function toggle(id: string, range: boolean) {
    const [from, to] = [ids.indexOf(anchor ?? id), ids.indexOf(id)]
    const touched = range && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
    const on = range || !rowSelection[id]
    setRowSelection((old) => {
      const others = Object.keys(old).filter((item) => !touched.includes(item))
      const selected = on ? [...others, ...touched] : others
      return Object.fromEntries(selected.map((item) => [item, true] as const))
    })
    setAnchor(id)
  }

  return { rowSelection, setRowSelection, whole, clear, toggle }
}
