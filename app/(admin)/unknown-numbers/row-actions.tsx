'use client'

import { createContext, use } from 'react'
import { HandledBy } from '@/components/data-table/handled-by'
import { RowVerb } from '@/components/data-table/row-verb'
import type { UnknownNumberRow } from './queries'

/** Asks which agent these numbers belong to; the table around the rows has the dialog. */
export const AskToMatch = createContext<(ids: string[]) => void>(() => {})

/** Match a number where it stands; who did, once somebody has. */
export function UnknownNumberRowActions({ row }: { row: UnknownNumberRow }) {
  const askToMatch = use(AskToMatch)
  if (row.resolved_at) return <HandledBy email={row.resolved_by_email} at={row.resolved_at} />
  return (
    <RowVerb
      label="Match"
      rowName={row.phone_number ?? 'no number'}
      keyHint="E"
      onClick={() => askToMatch([row.id])}
    />
  )
}
