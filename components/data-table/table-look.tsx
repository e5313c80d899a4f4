'use client'

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { COLUMNS_COOKIE, type ColumnsLook, writeColumns } from '@/lib/lists/table-look'

type Looks = Record<string, ColumnsLook>
type Context = { looks: Looks; change: (label: string, look: ColumnsLook) => void }

const LooksContext = createContext<Context>({ looks: {}, change: () => undefined })

/** Remembers how tables look, in a cookie, so that the server draws them the same. */
export function TableLooksProvider({ initial, children }: { initial: Looks; children: ReactNode }) {
  const [looks, setLooks] = useState(initial)
  const change = useCallback((label: string, look: ColumnsLook) => {
    setLooks(({ [label]: _, ...others }) => {
      const next = { ...others, [label]: look }
      // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the next document; no secret.
      document.cookie = `${COLUMNS_COOKIE}=${writeColumns(next)}; path=/; max-age=31536000; samesite=lax`
      return next
    })
  }, [])
  const value = useMemo(() => ({ looks, change }), [looks, change])
  return <LooksContext value={value}>{children}</LooksContext>
}

const unchanged: ColumnsLook = { hidden: [], widths: {} }

/** @param label a table's name. @returns how its columns look, and ways to change that. */
export function useTableLook(label: string) {
  const { looks, change } = use(LooksContext)
  const look = looks[label] ?? unchanged
  return {
    look,
    show(id: string, shown: boolean) {
      const hidden = look.hidden.filter((other) => other !== id)
      change(label, { ...look, hidden: shown ? hidden : [...hidden, id] })
    },
    resize: (id: string, width: number) =>
      change(label, { ...look, widths: { ...look.widths, [id]: width } }),
    reset: () => change(label, unchanged),
  }
}
