'use client'

import { DataTable } from '@/components/data-table/data-table'
import { auditColumns } from './columns'
import type { AuditRow } from './queries'

/** The rows of /audit: nothing can be done with them but to read. */
export function AuditTable({ rows, sort }: { rows: AuditRow[]; sort: { by: string; descending: boolean } }) {
  return <DataTable label="audit entries" columns={auditColumns} rows={rows} sort={sort} />
}
