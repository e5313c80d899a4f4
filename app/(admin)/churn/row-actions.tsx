'use client'

import { createContext, use } from 'react'
import { HandledBy } from '@/components/data-table/handled-by'
import { RowVerb } from '@/components/data-table/row-verb'
import type { ChurnRow } from './queries'

/** Asks for the note that resolves these churn alerts; the table around the rows has the dialog. */
export const AskToResolve = createContext<(ids: string[]) => void>(() => {})

/** Resolve a churn alert where it stands; who did, once somebody has. */
export function ChurnRowActions({ alert }: { alert: ChurnRow }) {
  const askToResolve = use(AskToResolve)
  if (alert.resolved_at) return <HandledBy email={alert.resolved_by_email} at={alert.resolved_at} />
  return (
    <RowVerb
      label="Resolve"
      rowName={alert.business_name ?? 'Unnamed customer'}
      keyHint="E"
      onClick={() => askToResolve([alert.id])}
    />
  )
}
