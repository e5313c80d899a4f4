import { formatCount, parseTime, plural } from '@/lib/format/format'
import { type Queue, TARGET_SECONDS } from '@/lib/lists/targets'
import type { Pulse } from '@/lib/pulse'

/** The row that waits longest in a queue. */
export type OldestRow = {
  queue: Queue
  id: string
  label: string
  user_id: string | null
  business_name: string | null
  since: string
}

export type Condition = { tone: 'critical' | 'warning' | 'ok'; text: string }

/** Where the counts of the pulse stop. */
const CAP = 10_000
/** More than this many clauses is a list, not a sentence; the figures below hold the rest. */
const MOST_CLAUSES = 3

function counted(count: number, one: string, many?: string): string {
  return `${formatCount(count)}${count >= CAP ? '+' : ''} ${plural(count, one, many)}`
}

/** A wait in its largest unit, written out: "18 minutes". */
function inWords(seconds: number): string {
  const units: [number, string][] = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ]
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [1, 'second']
  return counted(Math.floor(seconds / size), unit)
}

function lateClauses(pulse: Pulse, oldest: OldestRow[], now: number): Condition[] {
  const late = (queue: Queue) => {
    const row = oldest.find((item) => item.queue === queue)
    const seconds = row ? (now - parseTime(row.since).getTime()) / 1000 : 0
    return seconds >= TARGET_SECONDS[queue] ? inWords(seconds) : null
  }
  const [webhooks, alerts, churn, errors] = [late('webhooks'), late('alerts'), late('churn'), late('errors')]
  return [
    webhooks && { tone: 'critical' as const, text: `the webhook queue is ${webhooks} behind` },
    pulse.critical_alerts > 0 && {
      tone: 'critical' as const,
      text: `${counted(pulse.critical_alerts, 'critical alert')} open`,
    },
    alerts && { tone: 'warning' as const, text: `an alert has waited ${alerts}` },
    churn && { tone: 'warning' as const, text: `a churn alert has waited ${churn}` },
    errors && { tone: 'warning' as const, text: `an error has waited ${errors}` },
    pulse.failed_webhooks > 0 && {
      tone: 'warning' as const,
      text: `${counted(pulse.failed_webhooks, 'failed webhook')}`,
    },
  ].filter((clause) => clause !== false && clause !== null && clause !== '')
}

function waiting({ unresolved_errors, open_alerts, open_churn, pending_webhooks }: Pulse): string[] {
  const counts: [number, string][] = [
    [open_alerts, 'alert'],
    [open_churn, 'churn alert'],
    [unresolved_errors, 'error'],
    [pending_webhooks, 'webhook'],
  ]
  return counts.filter(([count]) => count > 0).map(([count, what]) => counted(count, what))
}

/**
 * The platform's condition in one sentence, worst first. Every clause repeats a number that the
 * overview shows: a queue past its target, critical alerts, failed webhooks; else what waits.
 * @param pulse the counts now.
 * @param oldest what waits longest in each queue.
 * @param now milliseconds since 1970.
 */
export function describeCondition(pulse: Pulse, oldest: OldestRow[], now: number): Condition {
  const [worst, ...others] = lateClauses(pulse, oldest, now)
  if (worst) {
    const clauses = [worst, ...others].slice(0, MOST_CLAUSES).map(({ text }) => text)
    return { tone: worst.tone, text: sentence(clauses) }
  }
  const open = waiting(pulse)
  if (open.length === 0) return { tone: 'ok', text: 'All quiet, nothing waits in any queue' }
  return { tone: 'ok', text: `Nothing is late: ${open.join(', ')} within target` }
}

function sentence(clauses: string[]): string {
  const text = clauses.join(', ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
