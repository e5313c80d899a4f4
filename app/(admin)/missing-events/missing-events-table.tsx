'use client'

import { DataTable } from '@/components/data-table/data-table'
import { missingEventColumns } from './columns'
import type { MissingEventRow } from './queries'

type Props = { rows: MissingEventRow[]; sort: { by: string; descending: boolean } }

/** The rows of /missing-events. */
export function MissingEventsTable({ rows, sort }: Props) {
  return <DataTable label="missing events" columns={missingEventColumns} rows={rows} sort={sort} />
}
