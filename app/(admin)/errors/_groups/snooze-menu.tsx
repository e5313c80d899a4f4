'use client'

import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { SnoozeDialog } from '@/components/ui/snooze-dialog'
import type { SnoozeEnd } from './use-group-actions'

const ENDS: [label: string, end: SnoozeEnd][] = [
  ['For an hour', { hours: 1 }],
  ['For a day', { hours: 24 }],
  ['For a week', { hours: 168 }],
  ['Until 10 more events', { more_events: 10 }],
  ['Until 100 more events', { more_events: 100 }],
  ['Until 1 more customer', { more_customers: 1 }],
  ['Until 10 more customers', { more_customers: 10 }],
]

type Props = { pending: boolean; onSnooze: (end: SnoozeEnd, onDone?: () => void) => void }

/** Snoozes groups until an end that is chosen. */
export function SnoozeMenu({ pending, onSnooze }: Props) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <Button pending={pending}>
            <AlarmClock aria-hidden className="size-3.5" />
            Snooze
          </Button>
        }
      >
        {ENDS.map(([label, end]) => (
          <MenuItem key={label} onClick={() => onSnooze(end)}>
            {label}
          </MenuItem>
        ))}
        <MenuItem onClick={() => setAsking(true)}>Until…</MenuItem>
      </Menu>
      <SnoozeDialog
        open={asking}
        onOpenChange={setAsking}
        counts
        pending={pending}
        onSubmit={(end) => onSnooze(end, () => setAsking(false))}
      />
    </>
  )
}
