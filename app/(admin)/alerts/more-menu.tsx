'use client'

import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { SnoozeDialog } from '@/components/ui/snooze-dialog'
import type { Admin } from '@/lib/session/admins'
import type { ListedAlert } from './queries'
import { snoozeTimes } from './snooze-times'
import type { useAlertActions } from './use-alert-actions'

type Props = {
  alerts: Pick<ListedAlert, 'id' | 'state' | 'acknowledged_at'>[]
  actions: ReturnType<typeof useAlertActions>
  /** Whom they can be handed to; without it the menu does not hand over. */
  admins?: Admin[]
}

const ids = (alerts: { id: string }[]) => alerts.map(({ id }) => id)

/** Everything that can be done with alerts beside acknowledging them. */
export function MoreMenu({ alerts, actions, admins = [] }: Props) {
  const [asking, setAsking] = useState(false)
  const isIn = (...states: string[]) => alerts.filter(({ state }) => states.includes(state))
  const [live, snoozed, closed] = [isIn('open', 'acknowledged'), isIn('snoozed'), isIn('closed')]
  const unclosed = alerts.filter(({ state }) => state !== 'closed')
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button pending={actions.pending} aria-label="More actions" icon>
            <Ellipsis aria-hidden className="size-3.5" />
          </Button>
        }
      >
        {live.length > 0
          ? snoozeTimes(new Date()).map(({ label, until }) => (
              <MenuItem key={label} onClick={() => actions.snooze(ids(live), until)}>
                Snooze {label}
              </MenuItem>
            ))
          : null}
        {live.length > 0 ? <MenuItem onClick={() => setAsking(true)}>Snooze until…</MenuItem> : null}
        {snoozed.length > 0 ? (
          <MenuItem onClick={() => actions.unsnooze(ids(snoozed))}>End the snooze</MenuItem>
        ) : null}
        {unclosed.length > 0
          ? admins.map((admin) => (
              <MenuItem key={admin.user_id} onClick={() => actions.assign(ids(unclosed), admin)}>
                Assign to {admin.email}
              </MenuItem>
            ))
          : null}
        {unclosed.length > 0 ? (
          <MenuItem onClick={() => actions.close(ids(unclosed))}>Close {unclosed.length}</MenuItem>
        ) : null}
        {closed.length > 0 ? (
          <MenuItem onClick={() => actions.reopen(ids(closed))}>Reopen {closed.length}</MenuItem>
        ) : null}
      </Menu>
      <SnoozeDialog
        open={asking}
        onOpenChange={setAsking}
        pending={actions.pending}
        onSubmit={({ until }) => until && actions.snooze(ids(live), new Date(until), () => setAsking(false))}
      />
    </>
  )
}
