'use client'

import { Check } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { severityToken } from '@/components/ui/severity'
import { alertColumns } from './columns'
import type { AlertRow } from './queries'
import { useAlertActions } from './use-alert-actions'

const open = (rows: AlertRow[]) => rows.filter((row) => !row.acknowledged_at).map((row) => row.id)

/** The rows of /alerts and what can be done with them. */
export function AlertsTable({ rows, sort }: { rows: AlertRow[]; sort: { by: string; descending: boolean } }) {
  const { pending, acknowledge, unacknowledge } = useAlertActions()
  return (
    <DataTable
      label="alerts"
      columns={alertColumns}
      rows={rows}
      sort={sort}
      rowName={(row) => row.alert_type}
      rail={(row) => `var(--${severityToken(row.severity)})`}
      verb={{ key: 'a', run: (chosen) => acknowledge(open(chosen)) }}
      bulkActions={(selected) => {
        const waiting = open(selected)
        return waiting.length > 0 || selected.length === 0 ? (
          <Button variant="primary" pending={pending} onClick={() => acknowledge(waiting)}>
            <Check aria-hidden className="size-3.5" />
            Acknowledge {waiting.length} <Kbd inherit>A</Kbd>
          </Button>
        ) : (
          <Button pending={pending} onClick={() => unacknowledge(selected.map((row) => row.id))}>
            Unacknowledge {selected.length}
          </Button>
        )
      }}
    />
  )
}
