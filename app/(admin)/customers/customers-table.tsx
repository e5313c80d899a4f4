'use client'

import { RefreshCw } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import { useRecalculation } from '@/components/health/use-recalculation'
import { Button } from '@/components/ui/button'
import { customerColumns } from './columns'
import type { CustomerRow } from './queries'

type Props = { rows: CustomerRow[]; sort: { by: string; descending: boolean } }

/** The rows of /customers; the health of those selected can be calculated anew. */
export function CustomersTable({ rows, sort }: Props) {
  const { ask, dialog } = useRecalculation()
  return (
    <>
      <DataTable
        label="customers"
        columns={customerColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.business_name ?? 'Unnamed customer'}
        bulkActions={(selected) => (
          <Button variant="primary" onClick={() => ask(selected.map(({ id }) => id))}>
            <RefreshCw aria-hidden className="size-3.5" />
            Recalculate {selected.length}…
          </Button>
        )}
      />
      {dialog}
    </>
  )
}
