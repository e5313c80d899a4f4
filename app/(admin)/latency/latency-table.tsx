'use client'

import { DataTable } from '@/components/data-table/data-table'
import { latencyColumns } from './columns'
import type { EndpointRow } from './queries'

/** The endpoints with their figures; a row opens its endpoint. */
export function LatencyTable(props: { rows: EndpointRow[]; sort: { by: string; descending: boolean } }) {
  return <DataTable label="endpoints" columns={latencyColumns} {...props} />
}
