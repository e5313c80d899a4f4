'use client'

import { CheckCheck } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { useErrorActions } from '../use-error-actions'

/** What can be done with the error on screen. */
export function ErrorVerbs({ id, resolved }: { id: string; resolved: boolean }) {
  const { pending, askToResolve, reopen, dialog } = useErrorActions()
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
