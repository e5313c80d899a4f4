'use client'

import { DataTable } from '@/components/data-table/data-table'
import { usageColumns } from './columns'
import type { UsageRow } from './queries'

type Props = { rows: UsageRow[]; sort: { by: string; descending: boolean } }

/** The rows of /usage. */
export function UsageTable({ rows, sort }: Props) {
  return <DataTable label="usage" columns={usageColumns} rows={rows} sort={sort} />
}
