'use client'

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'

type ListPanel = { order: string[]; setOrder: (ids: string[]) => void }

const ListPanelContext = createContext<ListPanel>({ order: [], setOrder: () => {} })

/** The ids on screen in their order, so that a detail beside the list can move to its neighbours. */
export function useListPanel(): ListPanel {
  return use(ListPanelContext)
}

/** A list with room for a detail beside it; on narrow screens the detail covers the list. */
export function ListWithPanel({ children, panel }: { children: ReactNode; panel: ReactNode }) {
  const [order, keepOrder] = useState<string[]>([])
  // A row that stands for several has a colon in its id, and no detail.
  const setOrder = useCallback((ids: string[]) => keepOrder(ids.filter((id) => !id.includes(':'))), [])
  const value = useMemo(() => ({ order, setOrder }), [order, setOrder])
  return (
    <ListPanelContext value={value}>
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
        {panel}
      </div>
    </ListPanelContext>
  )
}
