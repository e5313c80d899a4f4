'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { notify } from '@/components/ui/toasts'
import { formatChosen } from '@/lib/format/format'
import { requeueWebhooks } from './actions'
import type { WebhookState } from './list'
import { RequeuePreviewNote, useRequeuePreview } from './requeue-preview'

/** What must be known of a webhook before it is requeued. */
export type Requeueable = { id: string; state: WebhookState; repeatProcessed?: boolean }

/** Requeues, and tells apart what became of it here and at the platform's own API. */
async function act(input: Parameters<typeof requeueWebhooks>[0]) {
  const result = await requeueWebhooks(input)
  if (!result.ok) return result
  const { outcomes, handover } = result.data
  if (handover)
    notify({ title: 'The platform did not accept the requeue', description: handover, failed: true })
  return { ok: true as const, data: outcomes }
}

/** Requeue after a look at what it would do twice, for the list and the detail alike. What is pending is left out. */
export function useRequeue() {
  const [asking, setAsking] = useState<{ ids: string[]; token: string } | null>(null)
  const { pending, run } = useRowAction()
  const preview = useRequeuePreview(asking && { ids: asking.ids.join() })

  function askToRequeue(webhooks: Requeueable[]) {
    const ids = webhooks.filter(({ state }) => state !== 'pending').map(({ id }) => id)
    if (webhooks.length > 0 && ids.length === 0) notify({ title: 'Already pending, nothing to requeue' })
    // One token for one act: sent twice, by a second click or after a time-out, it is done once.
    if (ids.length > 0) setAsking({ ids, token: crypto.randomUUID() })
  }

  function requeue(reason: string) {
    if (!asking) return
    run({
      ids: asking.ids,
      words: { one: 'webhook', many: 'webhooks' },
      done: 'requeued',
      already: 'is already pending',
      alreadyBy: 'is already pending, requeued',
      act: () => act({ ...asking, reason }),
      onDone: () => setAsking(null),
    })
  }

  const many = formatChosen(asking?.ids.length ?? 0, 'webhook')
  const dialog = (
    <NoteDialog
      open={asking !== null}
      onOpenChange={(open) => !open && setAsking(null)}
      title={`Requeue ${many}`}
      description="It returns to the queue and is processed again. The reason is kept in the audit log, with your name and the time."
      fieldLabel="Reason"
      submitLabel="Requeue"
      optional={preview ? preview.risky === 0 : false}
      pending={pending || preview === undefined}
      onSubmit={requeue}
    >
      <RequeuePreviewNote preview={preview} />
    </NoteDialog>
  )
  return { pending, askToRequeue, dialog }
}
