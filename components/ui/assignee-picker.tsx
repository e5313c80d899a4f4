'use client'

import { Check, UserRound } from 'lucide-react'
import { colleague } from '@/lib/format/format'
import type { Admin } from '@/lib/session/admins'
import { Button } from './button'
import { Menu, MenuItem } from './menu'

type Props = {
  /** The present assignee. */
  assignee: string | null
  admins: Admin[]
  pending?: boolean
  /** Receives the new assignee; null leaves it unassigned. */
  onAssign: (account: string | null) => void
}

/** The assignee, and a menu to choose another. */
export function AssigneePicker({ assignee, admins, pending, onAssign }: Props) {
  const email = admins.find(({ user_id }) => user_id === assignee)?.email
  const name = email ? colleague(email) : assignee ? 'somebody else' : 'Assign'
  return (
    <Menu
      trigger={
        <Button pending={pending} aria-label={assignee ? `Assigned to ${name}` : 'Assign'}>
          <UserRound aria-hidden className="size-3.5" />
          {name}
        </Button>
      }
    >
      {admins.map(({ user_id, email: address }) => (
        <MenuItem key={user_id} onClick={() => onAssign(user_id)}>
          <span className="min-w-0 flex-1 truncate">{address}</span>
          {user_id === assignee ? <Check aria-label="assigned" className="size-3.5" /> : null}
        </MenuItem>
      ))}
      {assignee ? <MenuItem onClick={() => onAssign(null)}>Nobody</MenuItem> : null}
    </Menu>
  )
}
