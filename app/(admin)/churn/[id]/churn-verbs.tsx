'use client'

import { CheckCheck } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { AssigneePicker } from '@/components/ui/assignee-picker'
import { Button } from '@/components/ui/button'
import type { Admin } from '@/lib/session/admins'
import { useChurnActions } from '../use-churn-actions'

type Props = { id: string; resolved: boolean; assignee: string | null; admins: Admin[] }

/** What can be done with the churn alert on screen. */
export function ChurnVerbs({ id, resolved, assignee, admins }: Props) {
  const { pending, askToResolve, reopen, assign, dialog } = useChurnActions()
  return (
    <VerbBar>
      <AssigneePicker
        assignee={assignee}
        admins={admins}
        pending={pending}
        onAssign={(account) =>
          assign([id], admins.find(({ user_id }) => user_id === account) ?? null, assignee)
        }
      />
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
