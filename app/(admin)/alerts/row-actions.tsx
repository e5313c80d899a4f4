'use client'

import { HandledBy } from '@/components/data-table/handled-by'
import { RowVerb } from '@/components/data-table/row-verb'
import { ExactTime } from '@/components/ui/zone'
import { formatCount } from '@/lib/format/format'
import type { ListedAlert } from './queries'
import { useAlertActions } from './use-alert-actions'
import { useStormActions } from './use-storm-actions'

/** Acknowledge an alert or a storm where it stands; who did, once somebody has. */
export function AlertRowActions({ alert }: { alert: ListedAlert }) {
  const { pending, acknowledge } = useAlertActions()
  const storms = useStormActions()
  if (alert.storm) {
    const { storm } = alert
    return (
      <RowVerb
        label={`Acknowledge ${formatCount(storm.alerts)}`}
        rowName={alert.alert_type}
        keyHint="A"
        pending={storms.pending}
        onClick={() => storms.acknowledge(storm)}
      />
    )
  }
  if (alert.state === 'closed' && alert.closed_at) {
    return <HandledBy email={alert.closed_by_email} at={alert.closed_at} />
  }
  if (alert.state === 'snoozed' && alert.snoozed_until) {
    return (
      <span className="text-fg-2" title={`Snoozed by ${alert.snoozed_by_email ?? 'the platform'}`}>
        until <ExactTime at={alert.snoozed_until} short />
      </span>
    )
  }
  if (alert.state === 'acknowledged' && alert.acknowledged_at) {
    return <HandledBy email={alert.acknowledged_by_email} at={alert.acknowledged_at} />
  }
  return (
    <RowVerb
      label={alert.acknowledged_at ? 'Still on it' : 'Acknowledge'}
      rowName={alert.alert_type}
      keyHint="A"
      pending={pending}
      onClick={() => acknowledge([alert])}
    />
  )
}
