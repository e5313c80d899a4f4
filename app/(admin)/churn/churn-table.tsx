'use client'

import { CheckCheck } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import type { Matching, MatchingVerb } from '@/components/data-table/use-matching'
import { AssigneePicker } from '@/components/ui/assignee-picker'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { severityToken } from '@/components/ui/severity'
import type { Admin } from '@/lib/session/admins'
import { churnColumns } from './columns'
import type { ChurnRow } from './queries'
import { AskToResolve } from './row-actions'
import { useChurnActions } from './use-churn-actions'

const open = (rows: ChurnRow[]) => rows.filter((row) => !row.resolved_at).map((row) => row.id)

type Props = {
  rows: ChurnRow[]
  admins: Admin[]
  sort: { by: string; descending: boolean }
  /** What the rows match, and whether more do than are shown. */
  filter: Matching['filter']
  more: boolean
}

const WORDS = { one: 'churn alert', many: 'churn alerts' }
const RESOLVE: MatchingVerb = {
  action: 'resolve',
  label: 'Resolve',
  done: 'resolved',
  undoable: true,
  note: {
    fieldLabel: 'Resolution notes',
    description: 'The note is stored with each churn alert, with your name and the time.',
  },
}

const REOPEN: MatchingVerb = { action: 'reopen', label: 'Reopen', done: 'reopened', undoable: false }

/** The rows of /churn and what can be done with them. */
export function ChurnTable({ rows, admins, sort, filter, more }: Props) {
  const { pending, askToResolve, reopen, assign, dialog } = useChurnActions()
  return (
    <AskToResolve value={askToResolve}>
      <DataTable
        label="churn alerts"
        columns={churnColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.business_name ?? 'Unnamed customer'}
        rail={(row) => `var(--${severityToken(row.severity)})`}
        matching={{
          list: 'churn',
          filter,
          more,
          words: WORDS,
          verb: filter.state === 'resolved' ? REOPEN : RESOLVE,
        }}
        verb={{ key: 'e', run: (chosen) => askToResolve(open(chosen)) }}
        bulkActions={(selected) => {
          const waiting = open(selected)
          return waiting.length > 0 || selected.length === 0 ? (
            <>
              <AssigneePicker
                assignee={null}
                admins={admins}
                pending={pending}
                onAssign={(account) =>
                  assign(waiting, admins.find(({ user_id }) => user_id === account) ?? null)
                }
              />
              <Button variant="primary" pending={pending} onClick={() => askToResolve(waiting)}>
                <CheckCheck aria-hidden className="size-3.5" />
                Resolve {waiting.length} <Kbd inherit>E</Kbd>
              </Button>
            </>
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
