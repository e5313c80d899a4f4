'use client'

import { DataTable } from '@/components/data-table/data-table'
import { agentColumns } from './columns'
import type { AgentRow } from './queries'

type Props = { rows: AgentRow[]; sort: { by: string; descending: boolean } }

/** The rows of /agents. */
export function AgentsTable({ rows, sort }: Props) {
  return <DataTable label="agents" columns={agentColumns} rows={rows} sort={sort} />
}
