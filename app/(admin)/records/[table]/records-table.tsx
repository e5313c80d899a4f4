'use client'

import { type CSSProperties, useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import type { RecordRow } from '../queries'
import type { RecordColumn } from '../table'
import { columnWidth, recordColumns } from './columns'

type Props = {
  table: string
  rows: RecordRow[]
  shown: RecordColumn[]
  names: Record<string, string>
  sort: { by: string; descending: boolean }
  /** Whether the columns were chosen by hand: then all are shown, and the list scrolls sideways for them. */
  chosen: boolean
}

/** The rows of any table. */
export function RecordsTable({ table, rows, shown, names, sort, chosen }: Props) {
  const columns = useMemo(() => recordColumns(shown, names), [shown, names])
  const width = shown.reduce((sum, column) => sum + columnWidth(column), 0)
  const style = { '--wanted': `${width}px` } as CSSProperties
  return (
    <div style={style} className={chosen ? 'sm:min-w-(--wanted)' : undefined}>
      <DataTable label={`rows of ${table}`} columns={columns} rows={rows} sort={sort} />
    </div>
  )
}
