'use client'

import type { ReactTable } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { type Features, nameOf } from './features'
import { HeaderCell } from './header-cell'

type Props<Data extends { id: string }> = {
  table: ReactTable<Features, Data>
  sort: { by: string; descending: boolean } | undefined
  /** The cell before the first column. */
  children: ReactNode
}

/** The headers of the columns that are shown. */
export function TableHead<Data extends { id: string }>({ table, sort, children }: Props<Data>) {
  return (
    <thead>
      <tr>
        {children}
        {table.getHeaderGroups()[0]?.headers.map((header) => (
          <HeaderCell
            key={header.id}
            layout={header.column.columnDef.meta}
            sort={sort}
            name={nameOf(header.column)}
            width={table.state.columnSizing[header.id]}
            onResize={(width) => table.setColumnSizing((old) => ({ ...old, [header.id]: width }))}
          >
            <table.FlexRender header={header} />
          </HeaderCell>
        ))}
      </tr>
    </thead>
  )
}
