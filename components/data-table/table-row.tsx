'use client'

import type { ColumnDef, ColumnVisibilityState, Row } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { Features } from './features'
import { RowCells } from './row-cells'

type Props<Data extends { id: string }> = {
  row: Row<Features, Data>
  columns: ColumnDef<Features, Data>[]
  visibility: ColumnVisibilityState
  /** Whether its detail is open. */
  open: boolean
  selected: boolean
  /** Whether it has left the list since the list was shown. */
  gone: boolean
  rail?: (row: Data) => string | undefined
  /** The cell before the first column. */
  children: ReactNode
}

/** A row of a list. */
export function TableRow<Data extends { id: string }>({
  row,
  columns,
  visibility,
  open,
  selected,
  gone,
  rail,
  children,
}: Props<Data>) {
  return (
    <tr
      data-row={row.id}
      data-open={open || undefined}
      data-selected={selected || undefined}
      data-gone={gone || undefined}
      title={gone ? 'No longer in this list' : undefined}
      tabIndex={-1}
      style={rail ? { ['--rail' as string]: rail(row.original) } : undefined}
      className={classNames(rail && 'has-rail')}
    >
      {children}
      <RowCells row={row} columns={columns} visibility={visibility} />
    </tr>
  )
}
