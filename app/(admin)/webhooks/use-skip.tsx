'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { notify } from '@/components/ui/toasts'
import { formatChosen } from '@/lib/format/format'
import { skipWebhooks, unskipWebhooks } from './actions'
import type { Requeueable } from './use-requeue'

const WORDS = { one: 'webhook', many: 'webhooks' }

/** Skip for a reason, with a way back. Only what waits or failed can be skipped. */
export function useSkip() {
  const [asking, setAsking] = useState<string[]>([])
  const { pending, run } = useRowAction()

  function askToSkip(webhooks: Requeueable[]) {
    const open = webhooks.filter(({ state }) => state === 'pending' || state === 'failed')
    if (webhooks.length > 0 && open.length === 0)
      notify({ title: 'Already processed or skipped, nothing to skip' })
    setAsking(open.map(({ id }) => id))
  }

  const unskip = (ids: string[]) =>
    run({
      ids,
      words: WORDS,
      done: 'restored',
      already: 'was already restored',
      act: () => unskipWebhooks({ ids }),
    })

  function skip(reason: string) {
    run({
      ids: asking,
      words: WORDS,
      done: 'skipped',
      already: 'was already processed or skipped',
      alreadyBy: 'was already skipped',
      act: () => skipWebhooks({ ids: asking, reason }),
      undo: unskip,
      onDone: () => setAsking([]),
    })
  }

  const dialog = (
    <NoteDialog
      open={asking.length > 0}
      onOpenChange={(open) => !open && setAsking([])}
      title={`Skip ${formatChosen(asking.length, 'webhook')}`}
      description="It will not be processed unless an admin restores it. The reason is kept in the audit log, with your name and the time."
      fieldLabel="Reason"
      submitLabel="Skip"
      pending={pending}
      onSubmit={skip}
    />
  )
  return { pending, askToSkip, dialog }
}
