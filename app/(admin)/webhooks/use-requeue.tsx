'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { notify } from '@/components/ui/toasts'
import { formatCount } from '@/lib/format'
import { requeueWebhooks } from './actions'
import { RunsTwiceWarning } from './runs-twice-warning'
import type { WebhookState } from './search-params'

/** What must be known of a webhook before it is requeued. */
export type Requeueable = { id: string; state: WebhookState; repeatProcessed?: boolean }

/** Requeue with a reason, for the list and the detail alike. What is pending is left out. */
export function useRequeue() {
  const [asking, setAsking] = useState<Requeueable[]>([])
  const { pending, run } = useRowAction()

  function askToRequeue(webhooks: Requeueable[]) {
    const settled = webhooks.filter(({ state }) => state !== 'pending')
    if (webhooks.length > 0 && settled.length === 0) notify({ title: 'Pending already, nothing to requeue' })
    setAsking(settled)
  }

  function requeue(reason: string) {
    const ids = asking.map(({ id }) => id)
    run({
      ids,
      words: { one: 'webhook', many: 'webhooks' },
      done: 'requeued',
      already: 'is pending already',
      alreadyBy: 'is pending already, requeued',
      act: () => requeueWebhooks({ ids, reason }),
      onDone: () => setAsking([]),
    })
  }

  const many = asking.length === 1 ? 'this webhook' : `${formatCount(asking.length)} webhooks`
  const dialog = (
    <NoteDialog
      open={asking.length > 0}
      onOpenChange={(open) => !open && setAsking([])}
      title={`Requeue ${many}`}
      description="It goes back into the queue and is processed again. The reason stays in the audit log, with your name and the time."
      fieldLabel="Reason"
      submitLabel="Requeue"
      pending={pending}
      onSubmit={requeue}
    >
      <RunsTwiceWarning webhooks={asking} />
    </NoteDialog>
  )
  return { pending, askToRequeue, dialog }
}
