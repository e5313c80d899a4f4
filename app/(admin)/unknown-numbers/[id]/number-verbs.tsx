'use client'

import { PhoneForwarded } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { useUnknownNumberActions } from '../use-unknown-number-actions'

/**
 * What can be done with the event on screen.
 * @param ids the event itself first, then the open ones of the same number.
 */
export function NumberVerbs({ ids, resolved }: { ids: string[]; resolved: boolean }) {
  const { pending, askToMatch, askToDismiss, reopen, dialogs } = useUnknownNumberActions()
  return (
    <VerbBar>
      {resolved ? (
        <Button pending={pending} onClick={() => reopen(ids.slice(0, 1))}>
          Reopen
        </Button>
      ) : (
        <>
          <Button pending={pending} onClick={() => askToDismiss(ids)}>
            Dismiss
          </Button>
          <Button variant="primary" pending={pending} onClick={() => askToMatch(ids)}>
            <PhoneForwarded aria-hidden className="size-3.5" />
            Match to an agent
          </Button>
        </>
      )}
      {dialogs}
    </VerbBar>
  )
}
