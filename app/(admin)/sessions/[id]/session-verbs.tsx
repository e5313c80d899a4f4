'use client'

import { LogOut } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { Button } from '@/components/ui/button'
import { useRevoke } from '../use-revoke'

/** What can be done with the session on screen; one that ended stays ended. */
export function SessionVerbs({ id, revoked }: { id: string; revoked: boolean }) {
  const { pending, askToRevoke, dialog } = useRevoke()
  if (revoked) return null
  return (
    <VerbBar>
      <Button variant="primary" pending={pending} onClick={() => askToRevoke([id])}>
        <LogOut aria-hidden className="size-3.5" />
        Revoke
      </Button>
      {dialog}
    </VerbBar>
  )
}
