'use client'

import { LogOut } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import type { Matching, MatchingVerb } from '@/components/data-table/use-matching'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { sessionColumns } from './columns'
import type { SessionRow } from './queries'
import { AskToRevoke } from './row-actions'
import { REVOKE_MEANS, useRevoke } from './use-revoke'

const active = (rows: SessionRow[]) => rows.filter((row) => !row.revoked_at).map((row) => row.id)

/** How sessions are called when everything that matches is meant. */
export const SESSION_WORDS = { one: 'session', many: 'sessions' }

/** Revoking everything that matches. */
export const REVOKE: MatchingVerb = {
  action: 'revoke',
  label: 'Revoke',
  done: 'revoked',
  undoable: false,
  note: { fieldLabel: 'Reason', description: REVOKE_MEANS },
}

type Props = {
  rows: SessionRow[]
  sort: { by: string; descending: boolean }
  /** What the rows match, and whether more do than are shown. */
  filter: Matching['filter']
  more: boolean
}

/** The rows of /sessions and what can be done with them. */
export function SessionsTable({ rows, sort, filter, more }: Props) {
  const { pending, askToRevoke, dialog } = useRevoke()
  return (
    <AskToRevoke value={askToRevoke}>
      <DataTable
        label="sessions"
        columns={sessionColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => `${row.device} of ${row.business_name ?? 'an unnamed customer'}`}
        rail={(row) => (row.sign ? 'var(--warning)' : undefined)}
        matching={{ list: 'sessions', filter, more, words: SESSION_WORDS, verb: REVOKE }}
        verb={{ key: 'r', run: (chosen) => askToRevoke(active(chosen)) }}
        bulkActions={(selected) => (
          <Button
            variant="primary"
            pending={pending}
            disabled={active(selected).length === 0}
            onClick={() => askToRevoke(active(selected))}
          >
            <LogOut aria-hidden className="size-3.5" />
            Revoke {active(selected).length} <Kbd inherit>R</Kbd>
          </Button>
        )}
      />
      {dialog}
    </AskToRevoke>
  )
}
