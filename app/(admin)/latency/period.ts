/** How far back the page looks; the first is the default. */
export const LATENCY_PERIODS = ['24h', '1h', '7d', '30d', '90d'] as const
export type LatencyPeriod = (typeof LATENCY_PERIODS)[number]

const SLOTS: Record<LatencyPeriod, { width: number; count: number; words: string }> = {
  '1h': { width: 300, count: 12, words: 'the last hour' },
  '24h': { width: 3600, count: 24, words: 'the last 24 hours' },
  '7d': { width: 21_600, count: 28, words: 'the last 7 days' },
  '30d': { width: 86_400, count: 30, words: 'the last 30 days' },
  '90d': { width: 86_400, count: 90, words: 'the last 90 days' },
}

/** @returns the period in words: "the last 24 hours". */
export const periodWords = (period: LatencyPeriod) => SLOTS[period].words

/**
 * The slots that a period is made of, as the database keeps them: whole ones, of which the last is still running.
 * @param now milliseconds since 1970.
 * @returns the slots' length in seconds, and when each begins, in milliseconds since 1970.
 */
export function slotsOf(period: LatencyPeriod, now: number) {
  const { width, count } = SLOTS[period]
  const last = Math.floor(now / (width * 1000)) * width * 1000
  const starts = Array.from({ length: count }, (_, index) => last - (count - 1 - index) * width * 1000)
  const bounds = {
    since: new Date(starts[0] ?? last).toISOString(),
    until: new Date(last + width * 1000).toISOString(),
  }
  return { width, starts, bounds }
}
