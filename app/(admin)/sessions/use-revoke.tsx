'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { formatChosen } from '@/lib/format/format'
import { revokeSessions } from './actions'

const words = { one: 'session', many: 'sessions' }

/** What revoking means, for every dialog that asks for its reason. */
export const REVOKE_MEANS =
  'The user must sign in again. This cannot be undone. The reason is stored with the session, with your name and the time.'

/** Revoke with a reason, for the list and the detail alike. */
export function useRevoke() {
  const [asking, setAsking] = useState<string[]>([])
  const { pending, run } = useRowAction()

  function revoke(reason: string) {
    run({
      ids: asking,
      words,
      done: 'revoked',
      already: 'had already ended',
      alreadyBy: 'was already revoked',
      act: () => revokeSessions({ ids: asking, reason }),
      onDone: () => setAsking([]),
    })
  }

  const many = formatChosen(asking.length, 'session')
  const dialog = (
    <NoteDialog
      open={asking.length > 0}
      onOpenChange={(open) => !open && setAsking([])}
      title={`Revoke ${many}`}
      description={REVOKE_MEANS}
      fieldLabel="Reason"
      submitLabel="Revoke"
      pending={pending}
      onSubmit={revoke}
    />
  )
  return { pending, askToRevoke: setAsking, dialog }
}
