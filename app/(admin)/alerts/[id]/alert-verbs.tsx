'use client'

import { Check } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { useAlertActions } from '../use-alert-actions'

/** What can be done with the alert on screen. */
export function AlertVerbs({ id, acknowledged }: { id: string; acknowledged: boolean }) {
  const { pending, acknowledge, unacknowledge } = useAlertActions()
  return (
    <VerbBar>
      {acknowledged ? (
        <Button pending={pending} onClick={() => unacknowledge([id])}>
          Unacknowledge
        </Button>
      ) : (
        <Button variant="primary" pending={pending} onClick={() => acknowledge([id])}>
          <Check aria-hidden className="size-3.5" />
          Acknowledge
        </Button>
      )}
    </VerbBar>
  )
}
