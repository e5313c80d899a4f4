'use client'

import { DataTable } from '@/components/data-table/data-table'
import { runColumns } from './columns'
import type { RunRow } from './queries'

/** The rows of /reconciliation. */
export function ReconciliationTable({ rows }: { rows: RunRow[] }) {
  return <DataTable label="reconciliation runs" columns={runColumns} rows={rows} />
}
