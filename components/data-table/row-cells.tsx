'use client'

import { type ColumnDef, type ColumnVisibilityState, FlexRender, type Row } from '@tanstack/react-table'
import { memo } from 'react'
import type { Features } from './features'
import { cellClass } from './layout-classes'

type Props<Data extends { id: string }> = {
  row: Row<Features, Data>
  /** Only a change of these draws the cells again. */
  columns: ColumnDef<Features, Data>[]
  /** Which columns are hidden; a change of them draws the cells again. */
  visibility: ColumnVisibilityState
}

function Cells<Data extends { id: string }>({ row }: Props<Data>) {
  return (
    <>
      {row.getVisibleCells().map((cell) => (
        <td key={cell.id} className={cellClass(cell.column.columnDef.meta)}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </>
  )
}

/** A row's cells, which stay as they are while only the selection changes. */
export const RowCells = memo(Cells) as typeof Cells
