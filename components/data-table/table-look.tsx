'use client'

import type { ColumnSizingState, ColumnVisibilityState, Updater } from '@tanstack/react-table'
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { COLUMNS_COOKIE, type ColumnsLook, writeColumns } from '@/lib/lists/table-look'

type Looks = Record<string, ColumnsLook>
type Change = (look: ColumnsLook) => ColumnsLook
type Context = { looks: Looks; change: (label: string, change: Change) => void }

const unchanged: ColumnsLook = { columnVisibility: {}, columnSizing: {} }

const LooksContext = createContext<Context>({ looks: {}, change: () => undefined })

/** Remembers how tables look, in a cookie, so that the server draws them the same. */
export function TableLooksProvider({ initial, children }: { initial: Looks; children: ReactNode }) {
  const [looks, setLooks] = useState(initial)
  const change = useCallback((label: string, change: Change) => {
    setLooks(({ [label]: look = unchanged, ...others }) => {
      const next = { ...others, [label]: change(look) }
      // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the next document; no secret.
      document.cookie = `${COLUMNS_COOKIE}=${writeColumns(next)}; path=/; max-age=31536000; samesite=lax`
      return next
    })
  }, [])
  const value = useMemo(() => ({ looks, change }), [looks, change])
  return <LooksContext value={value}>{children}</LooksContext>
}

const apply = <State,>(updater: Updater<State>, state: State) =>
  // The table's own helper would bring the table to pages without one.
  typeof updater === 'function' ? (updater as (old: State) => State)(state) : updater

/** @param label a table's name. @returns which of its columns are hidden and how wide they are, and ways to change that. */
export function useTableLook(label: string) {
  const { looks, change } = use(LooksContext)
  const { columnVisibility, columnSizing } = looks[label] ?? unchanged
  return {
    columnVisibility,
    columnSizing,
    isChanged: Object.values(columnVisibility).includes(false) || Object.keys(columnSizing).length > 0,
    setColumnVisibility: (updater: Updater<ColumnVisibilityState>) =>
      change(label, (look) => ({ ...look, columnVisibility: apply(updater, look.columnVisibility) })),
    setColumnSizing: (updater: Updater<ColumnSizingState>) =>
      change(label, (look) => ({ ...look, columnSizing: apply(updater, look.columnSizing) })),
    reset: () => change(label, () => unchanged),
  }
}
