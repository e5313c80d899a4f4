import type { ReactNode } from 'react'
import { AgeClock } from '@/components/ui/age-clock'
import { TimeTaken } from '@/components/ui/time-taken'
import { ExactTime } from '@/components/ui/zone'
import { colleague, formatDuration } from '@/lib/format/format'
import { alertTargetSeconds } from '@/lib/lists/targets'
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
        <ExactTime at={alert.acknowledged_at} />
        {alert.state === 'open' ? <span className="text-warning-text">, still open</span> : null}
      </span>,
    ])
  }
  if (alert.snoozed_until && alert.state !== 'open') {
    facts.push([
      'Snoozed',
      <span key="snoozed">
        {by(alert.snoozed_by_email)} until <ExactTime at={alert.snoozed_until} />
      </span>,
    ])
  } else if (alert.returns_at && alert.state === 'acknowledged') {
    facts.push([
      'Comes back',
      <span key="returns">
        <ExactTime at={alert.returns_at} /> unless it is closed
      </span>,
    ])
  }
  return [...facts, ...handlingFacts(alert)]
}

/** Who closed the alert, and who is on it. */
function handlingFacts({ closed_at, closed_by_email, assigned_to_email, assigned_at }: AlertRow): Fact[] {
  const facts: Fact[] = []
  if (closed_at) {
    facts.push([
      'Closed',
      <span key="closed">
        {by(closed_by_email)}, <ExactTime at={closed_at} />
      </span>,
    ])
  }
  if (assigned_to_email) {
    facts.push([
      'On it',
      <span key="assigned">
        {colleague(assigned_to_email)}
        {assigned_at ? (
          <>
            , since <ExactTime at={assigned_at} />
          </>
        ) : null}
      </span>,
    ])
  }
  return facts
}
