import type { ReactNode } from 'react'
import { AgeClock } from '@/components/ui/age-clock'
import { TimeTaken } from '@/components/ui/time-taken'
import { colleague, formatDuration, formatExact } from '@/lib/format'
import { alertTargetSeconds } from '@/lib/targets'
import type { AlertRow } from '../queries'

type Fact = [name: string, value: ReactNode]

const by = (email: string | null) => (email ? `by ${colleague(email)}` : 'by the platform')

/** How long the alert waits, or who acknowledged it when, and when it comes back. */
export function waitingFacts(alert: AlertRow): Fact[] {
  const targetSeconds = alertTargetSeconds(alert.severity)
  const facts: Fact[] = []
  if (!alert.acknowledged_at) {
    facts.push([
      'Waiting',
      <span key="waiting" className="inline-flex flex-wrap gap-x-2">
        <AgeClock since={alert.created_at} targetSeconds={targetSeconds} />
        <span className="text-fg-3">target {formatDuration(targetSeconds)}</span>
      </span>,
    ])
  } else {
    facts.push([
      'Acknowledged',
      <span key="acknowledged">
        {by(alert.acknowledged_by_email)}{' '}
        <TimeTaken since={alert.created_at} until={alert.acknowledged_at} targetSeconds={targetSeconds} />,{' '}
        {formatExact(alert.acknowledged_at)}
        {alert.state === 'open' ? <span className="text-warning-text">, still open</span> : null}
      </span>,
    ])
  }
  if (alert.snoozed_until && alert.state !== 'open') {
    facts.push(['Snoozed', `${by(alert.snoozed_by_email)} until ${formatExact(alert.snoozed_until)}`])
  } else if (alert.returns_at && alert.state === 'acknowledged') {
    facts.push(['Comes back', `${formatExact(alert.returns_at)} unless it is closed`])
  }
  if (alert.closed_at) facts.push(['Closed', `${by(alert.closed_by_email)}, ${formatExact(alert.closed_at)}`])
  if (alert.assigned_to_email) {
    const since = alert.assigned_at ? `, since ${formatExact(alert.assigned_at)}` : ''
    facts.push(['On it', colleague(alert.assigned_to_email) + since])
  }
  return facts
}
