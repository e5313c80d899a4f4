'use client'

import { CheckCheck } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import type { Matching } from '@/components/data-table/use-matching'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { errorColumns } from './columns'
import type { ErrorRow } from './queries'
import { useErrorActions } from './use-error-actions'

const open = (rows: ErrorRow[]) => rows.filter((row) => !row.resolved_at).map((row) => row.id)

type Props = {
  rows: ErrorRow[]
  sort: { by: string; descending: boolean }
  filter: Matching['filter']
  more: boolean
}

const RESOLVE: Matching['verb'] = {
  action: 'resolve',
  label: 'Resolve',
  done: 'resolved',
  undoable: true,
  note: {
    fieldLabel: 'Resolution notes',
    description: 'The note is stored with each error, with your name and the time.',
  },
}

/** The rows of /errors and what can be done with them. */
export function ErrorsTable({ rows, sort, filter, more }: Props) {
  const { pending, askToResolve, reopen, dialog } = useErrorActions()
  return (
    <>
      <DataTable
        label="errors"
        columns={errorColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.error_type}
        matching={{ list: 'errors', filter, more, words: { one: 'error', many: 'errors' }, verb: RESOLVE }}
        verb={{ key: 'e', run: (selected) => askToResolve(open(selected)) }}
        bulkActions={(selected) => {
          const unresolved = open(selected)
          return unresolved.length > 0 || selected.length === 0 ? (
            <Button variant="primary" pending={pending} onClick={() => askToResolve(unresolved)}>
              <CheckCheck aria-hidden className="size-3.5" />
              Resolve {unresolved.length} <Kbd inherit>E</Kbd>
            </Button>
          ) : (
            <Button pending={pending} onClick={() => reopen(selected.map((row) => row.id))}>
              Reopen {selected.length}
            </Button>
          )
        }}
      />
      {dialog}
    </>
  )
}
