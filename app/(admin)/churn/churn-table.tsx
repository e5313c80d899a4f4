'use client'

import { CheckCheck } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { severityToken } from '@/components/ui/severity'
import { churnColumns } from './columns'
import type { ChurnRow } from './queries'
import { AskToResolve } from './row-actions'
import { useChurnActions } from './use-churn-actions'

const open = (rows: ChurnRow[]) => rows.filter((row) => !row.resolved_at).map((row) => row.id)

/** The rows of /churn and what can be done with them. */
export function ChurnTable({ rows, sort }: { rows: ChurnRow[]; sort: { by: string; descending: boolean } }) {
  const { pending, askToResolve, reopen, dialog } = useChurnActions()
  return (
    <AskToResolve value={askToResolve}>
      <DataTable
        label="churn alerts"
        columns={churnColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.business_name ?? 'Unnamed customer'}
        rail={(row) => `var(--${severityToken(row.severity)})`}
        verb={{ key: 'e', run: (chosen) => askToResolve(open(chosen)) }}
        bulkActions={(selected) => {
          const waiting = open(selected)
          return waiting.length > 0 || selected.length === 0 ? (
            <Button variant="primary" pending={pending} onClick={() => askToResolve(waiting)}>
              <CheckCheck aria-hidden className="size-3.5" />
              Resolve {waiting.length} <Kbd inherit>E</Kbd>
            </Button>
          ) : (
            <Button pending={pending} onClick={() => reopen(selected.map((row) => row.id))}>
              Reopen {selected.length}
            </Button>
          )
        }}
      />
      {dialog}
    </AskToResolve>
  )
}
