'use client'

import { PhoneForwarded } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { unknownNumberColumns } from './columns'
import type { UnknownNumberRow } from './queries'
import { AskToMatch } from './row-actions'
import { useUnknownNumberActions } from './use-unknown-number-actions'

const open = (rows: UnknownNumberRow[]) => rows.filter((row) => !row.resolved_at).map((row) => row.id)

type Props = { rows: UnknownNumberRow[]; sort: { by: string; descending: boolean } }

/** The rows of /unknown-numbers and what can be done with them. */
export function UnknownNumbersTable({ rows, sort }: Props) {
  const { pending, askToMatch, askToDismiss, reopen, dialogs } = useUnknownNumberActions()
  return (
    <AskToMatch value={askToMatch}>
      <DataTable
        label="unknown numbers"
        columns={unknownNumberColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.phone_number ?? 'no number'}
        verb={{ key: 'e', run: (chosen) => askToMatch(open(chosen)) }}
        bulkActions={(selected) => {
          const waiting = open(selected)
          return waiting.length > 0 || selected.length === 0 ? (
            <>
              <Button pending={pending} onClick={() => askToDismiss(waiting)}>
                Dismiss {waiting.length}
              </Button>
              <Button variant="primary" pending={pending} onClick={() => askToMatch(waiting)}>
                <PhoneForwarded aria-hidden className="size-3.5" />
                Match {waiting.length} <Kbd inherit>E</Kbd>
              </Button>
            </>
          ) : (
            <Button pending={pending} onClick={() => reopen(selected.map((row) => row.id))}>
              Reopen {selected.length}
            </Button>
          )
        }}
      />
      {dialogs}
    </AskToMatch>
  )
}
