import { parseTime } from '@/lib/format/format'
import type { Queue } from '@/lib/lists/targets'
import type { Pulse, Silence } from '@/lib/pulse'
import { counted, inWords } from './in-words'
import { describeSilence, hearingOf } from './silence'

/** The row that waits longest in a queue. */
export type OldestRow = {
  queue: Queue
  id: string
  label: string
  user_id: string | null
  business_name: string | null
  since: string
  /** How long it may wait. */
  target_seconds: number
}

export type Condition = { tone: 'critical' | 'warning' | 'ok' | 'info'; text: string }

/** More than this many clauses is a list, not a sentence; the figures below hold the rest. */
const MOST_CLAUSES = 3

function lateClauses(pulse: Pulse, oldest: OldestRow[], now: number): Condition[] {
  const late = (queue: Queue) => {
    const row = oldest.find((item) => item.queue === queue)
    const seconds = row ? (now - parseTime(row.since).getTime()) / 1000 : 0
    return row && seconds >= row.target_seconds ? inWords(seconds) : null
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

type Given = { pulse: Pulse; oldest: OldestRow[]; silences: Silence[] }

const EMPTY = 'Nothing has come yet: rows show up as the platform writes them to this database'
const UNKNOWN = 'Nothing waits in any queue; whether the platform is silent is not known yet'

/**
 * The platform's condition in one sentence, worst first: what should have come and has not, then what repeats a number
 * that the overview shows: a queue past its target, critical alerts, failed webhooks; else what waits.
 * @param given the counts now, what waits longest in each queue, and what is silent.
 * @param now milliseconds since 1970.
 */
export function describeCondition({ pulse, oldest, silences }: Given, now: number): Condition {
  const silent = silences
    .filter(({ state }) => state === 'silent')
    .map((silence) => ({ tone: 'critical' as const, text: describeSilence(silence, now) }))
  const [worst, ...others] = [...silent, ...lateClauses(pulse, oldest, now)]
  if (worst) {
    const clauses = [worst, ...others].slice(0, MOST_CLAUSES).map(({ text }) => text)
    return { tone: worst.tone, text: sentence(clauses) }
  }
  const open = waiting(pulse)
  const hearing = hearingOf(silences)
  if (open.length === 0 && hearing === 'empty') return { tone: 'info', text: EMPTY }
  if (open.length === 0 && hearing === 'unknown') return { tone: 'info', text: UNKNOWN }
  if (open.length === 0) return { tone: 'ok', text: 'All quiet, nothing waits in any queue' }
  return { tone: 'ok', text: `Nothing is late: ${open.join(', ')} within target` }
}

function sentence(clauses: string[]): string {
  const text = clauses.join(', ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
