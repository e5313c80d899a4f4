'use client'

import { RotateCcw } from 'lucide-react'
import { Section } from '@/components/detail/section'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { RunsTwiceWarning, runsTwice } from '../runs-twice-warning'
import { type Requeueable, useRequeue } from '../use-requeue'

/** What can be done with the webhook on screen, and what to know before. */
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
    <>
      {runsTwice([webhook]) > 0 ? (
        <Section title="Before you requeue">
          <RunsTwiceWarning webhooks={[webhook]} />
        </Section>
      ) : null}
      <VerbBar>
        <Button variant="primary" pending={pending} onClick={() => askToRequeue([webhook])}>
          <RotateCcw aria-hidden className="size-3.5" />
          Requeue
        </Button>
        {dialog}
      </VerbBar>
    </>
  )
}
