'use client'

import { Check } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { AssigneePicker } from '@/components/ui/assignee-picker'
import { Button } from '@/components/ui/button'
import type { Admin } from '@/lib/session/admins'
import { MoreMenu } from '../more-menu'
import type { AlertRow } from '../queries'
import { useAlertActions } from '../use-alert-actions'

type Props = {
  alert: Pick<AlertRow, 'id' | 'state' | 'acknowledged_at' | 'assigned_to'>
  admins: Admin[]
}

/** What can be done with the alert on screen. */
export function AlertVerbs({ alert, admins }: Props) {
  const actions = useAlertActions()
  const { id, state, acknowledged_at, assigned_to } = alert
  const { pending } = actions
  return (
    <VerbBar>
      <AssigneePicker
        assignee={assigned_to}
        admins={admins}
        pending={pending}
        onAssign={(account) =>
          actions.assign([id], admins.find(({ user_id }) => user_id === account) ?? null, assigned_to)
        }
      />
      <MoreMenu alerts={[alert]} actions={actions} />
      {state === 'acknowledged' || (state === 'open' && acknowledged_at) ? (
        <Button pending={pending} onClick={() => actions.unacknowledge([id])}>
          Unacknowledge
        </Button>
      ) : null}
      {state === 'open' || state === 'snoozed' ? (
        <Button variant="primary" pending={pending} onClick={() => actions.acknowledge([alert])}>
          <Check aria-hidden className="size-3.5" />
          {acknowledged_at ? 'Still on it' : 'Acknowledge'}
        </Button>
      ) : state === 'acknowledged' ? (
        <Button variant="primary" pending={pending} onClick={() => actions.close([id])}>
          Close
        </Button>
      ) : null}
    </VerbBar>
  )
}
