'use client'

import { createContext, use } from 'react'
import { HandledBy } from '@/components/data-table/handled-by'
import { RowVerb } from '@/components/data-table/row-verb'
import type { SessionRow } from './queries'

/** Asks why, then revokes. */
export const AskToRevoke = createContext<(ids: string[]) => void>(() => {})

/** Revoke a session where it stands; who did, once it has ended. */
export function SessionRowActions({ session }: { session: SessionRow }) {
  const askToRevoke = use(AskToRevoke)
  if (session.revoked_at) return <HandledBy email={session.revoked_by_email} at={session.revoked_at} />
  return (
    <RowVerb
      label="Revoke"
      rowName={`${session.device} of ${session.business_name ?? 'an unnamed customer'}`}
      keyHint="R"
      onClick={() => askToRevoke([session.id])}
    />
  )
}
