'use client'

import { useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import { useZone } from '@/components/ui/zone'
import { colleague, formatExact, formatQuantity } from '@/lib/format/format'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { acknowledgeStorm, unacknowledgeStorm } from './actions'
import type { Storm } from './queries'

/** Acknowledges a storm as one, and takes exactly that back. */
export function useStormActions() {
  const [pending, start] = useTransition()
  const { zone } = useZone()

  function undo({ alert_type, first_at, last_at }: Storm, acknowledged: string) {
    start(async () => {
      const result = await resultOrUnreachable(
        unacknowledgeStorm({ alert_type, first_at, last_at, acknowledged }),
      )
      if (!result.ok) return notify({ title: result.message, failed: true })
      notify({ title: `${formatQuantity(result.data.alerts, 'alert')} of ${alert_type} unacknowledged` })
    })
  }

  function acknowledge(storm: Storm) {
    const { alert_type, first_at, last_at, filter } = storm
    start(async () => {
      const result = await resultOrUnreachable(acknowledgeStorm({ alert_type, first_at, last_at, filter }))
      if (!result.ok) return notify({ title: result.message, failed: true })
      const { outcome, alerts: count, happened_at, actor_email } = result.data
      if (outcome !== 'done') {
        const who = actor_email ? ` by ${colleague(actor_email)}, ${formatExact(happened_at, zone)}` : ''
        return notify({ title: `The storm of ${alert_type} was already acknowledged${who}`, failed: true })
      }
      notify({
        title: `${formatQuantity(count, 'alert')} of ${alert_type} acknowledged`,
        undo: () => undo(storm, happened_at),
      })
    })
  }

  return { pending, acknowledge }
}
