'use client'

import { CheckCheck } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { useChurnActions } from '../use-churn-actions'

/** What can be done with the churn alert on screen. */
export function ChurnVerbs({ id, resolved }: { id: string; resolved: boolean }) {
  const { pending, askToResolve, reopen, dialog } = useChurnActions()
  return (
    <VerbBar>
      {resolved ? (
        <Button pending={pending} onClick={() => reopen([id])}>
          Reopen
        </Button>
      ) : (
        <Button variant="primary" pending={pending} onClick={() => askToResolve([id])}>
          <CheckCheck aria-hidden className="size-3.5" />
          Resolve
        </Button>
      )}
      {dialog}
    </VerbBar>
  )
}
