'use client'

import { Ban, RotateCcw } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { type Requeueable, useRequeue } from '../use-requeue'
import { useSkip } from '../use-skip'

/** What can be done with the webhook on screen. */
export function WebhookVerbs({ webhook }: { webhook: Requeueable }) {
  const requeue = useRequeue()
  const skip = useSkip()
  const isPending = webhook.state === 'pending'
  return (
    <VerbBar>
      {isPending ? <p className="mr-auto self-center text-fg-2">It waits in the queue.</p> : null}
      {isPending || webhook.state === 'failed' ? (
        <Button pending={skip.pending} onClick={() => skip.askToSkip([webhook])}>
          <Ban aria-hidden className="size-3.5" />
          Skip
        </Button>
      ) : null}
      {isPending ? null : (
        <Button variant="primary" pending={requeue.pending} onClick={() => requeue.askToRequeue([webhook])}>
          <RotateCcw aria-hidden className="size-3.5" />
          Requeue
        </Button>
      )}
      {requeue.dialog}
      {skip.dialog}
    </VerbBar>
  )
}
