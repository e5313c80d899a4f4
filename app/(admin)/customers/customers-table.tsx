'use client'

import { DataTable } from '@/components/data-table/data-table'
import { customerColumns } from './columns'
import type { CustomerRow } from './queries'

/** The rows of /customers. */
export function CustomersTable({
  rows,
  sort,
}: {
  rows: CustomerRow[]
  sort: { by: string; descending: boolean }
}) {
  return <DataTable label="customers" columns={customerColumns} rows={rows} sort={sort} />
}
