import type { Tone } from '@/components/ui/badge'
import { colleague, formatDuration, plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'

const STATUSES: Record<string, { word: string; tone: Tone }> = {
  running: { word: 'Running', tone: 'info' },
  completed: { word: 'Completed', tone: 'ok' },
  failed: { word: 'Failed', tone: 'critical' },
}

/** @param run a run's status, and whether nobody carries it on any more. @returns how that is called and coloured. */
export function statusOf({ status, is_stale }: { status: string; is_stale: boolean }) {
  if (is_stale) return { word: 'Stopped', tone: 'warning' as const }
  return lookUp(STATUSES, status) ?? { word: plainName(status), tone: 'neutral' as const }
}

/** @returns who started a run, in words. */
export function starterOf(run: {
  run_type: string
  triggered_by: string | null
  triggered_by_email: string | null
}) {
  if (run.triggered_by_email) return `By hand, ${colleague(run.triggered_by_email)}`
  return run.run_type === 'nightly' ? 'Nightly job' : 'By hand'
}

/** @param seconds how long a run took. @returns it in words, to the tenth below ten seconds. */
export function runDuration(seconds: number | null): string {
  if (seconds === null) return '—'
  return seconds < 10 ? `${seconds.toFixed(1)}s` : formatDuration(seconds)
}

const METRICS: Record<string, string> = { call_seconds: 'Call seconds', sms: 'Text messages' }

/** @param metric what was compared. @returns it in words. */
export function metricName(metric: string): string {
  return lookUp(METRICS, metric) ?? plainName(metric)
}

const TABLES: Record<string, string> = { call_seconds: 'usage_calls', sms: 'usage_sms' }

/** @returns where the rows are that a number was counted from, or null where nobody can tell. */
export function countedRows({ user_id, metric }: { user_id: string | null; metric: string }): string | null {
  const table = lookUp(TABLES, metric)
  return table && user_id ? `/records/${table}?user_id=${user_id}` : null
}
