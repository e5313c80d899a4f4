import { formatCount, formatShare } from '@/lib/format/format'

/** @param ms a duration in milliseconds. @returns "310 ms", "1.4 s", "12 s"; a dash where there is none. */
export function formatLatency(ms: number | null): string {
  if (ms === null) return '—'
  if (ms < 1000) return `${formatCount(ms)} ms`
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${formatCount(Math.round(ms / 1000))} s`
}

/** @returns a part of a whole in percent, a dash where the whole is nothing. */
export function shareOf(part: number, whole: number): string {
  return whole > 0 ? formatShare(part / whole) : '—'
}

/** @returns how much a value changed against the period before: 0.5 is half as much again; null where there was none. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || !before ? null : now / before - 1
}
