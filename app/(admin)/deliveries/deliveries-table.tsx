'use client'

import { DataTable } from '@/components/data-table/data-table'
import { deliveryColumns } from './columns'
import type { DeliveryRow } from './queries'

type Props = { rows: DeliveryRow[]; sort: { by: string; descending: boolean } }

/** The rows of /deliveries. */
export function DeliveriesTable({ rows, sort }: Props) {
  return <DataTable label="deliveries" columns={deliveryColumns} rows={rows} sort={sort} />
}
