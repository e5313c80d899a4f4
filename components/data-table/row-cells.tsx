'use client'

import { type ColumnDef, FlexRender, type Row } from '@tanstack/react-table'
import { memo } from 'react'
import type { Features } from './features'
import { cellClass } from './layout-classes'

type Props<Data extends { id: string }> = {
  row: Row<Features, Data>
  /** Only a change of these draws the cells again. */
  columns: ColumnDef<Features, Data>[]
  /** Ids of columns that are left out. */
  hidden: string[]
}

function Cells<Data extends { id: string }>({ row, hidden }: Props<Data>) {
  return (
    <>
      {row.getAllCells().map((cell) =>
        hidden.includes(cell.column.id) ? null : (
          <td key={cell.id} className={cellClass(cell.column.columnDef.meta)}>
            <FlexRender cell={cell} />
          </td>
        ),
      )}
    </>
  )
}

/** A row's cells, which stay as they are while only the selection changes. */
export const RowCells = memo(Cells) as typeof Cells
