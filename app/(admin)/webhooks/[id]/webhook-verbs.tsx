'use client'

import { RotateCcw } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { type Requeueable, useRequeue } from '../use-requeue'

/** What can be done with the webhook on screen. */
export function WebhookVerbs({ webhook }: { webhook: Requeueable }) {
  const { pending, askToRequeue, dialog } = useRequeue()
  if (webhook.state === 'pending') {
    return (
      <VerbBar>
        <p className="mr-auto text-fg-2">It waits in the queue.</p>
      </VerbBar>
    )
  }
  return (
    <VerbBar>
      <Button variant="primary" pending={pending} onClick={() => askToRequeue([webhook])}>
        <RotateCcw aria-hidden className="size-3.5" />
        Requeue
      </Button>
      {dialog}
    </VerbBar>
  )
}
