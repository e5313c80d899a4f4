/** Percentiles of one stretch of time, in milliseconds; null where nothing happened. */
export type PercentilePoint = { at: number; p50: number | null; p95: number | null; p99: number | null }

/** The lines of a percentile chart, from the calm one to the extreme. */
export const SERIES = [
  { name: 'p50', color: 'var(--s4)' },
  { name: 'p95', color: 'var(--s2)' },
  { name: 'p99', color: 'var(--s1)' },
] as const
