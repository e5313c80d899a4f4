/** How far back the page looks; the first is the default. */
export const LATENCY_PERIODS = ['24h', '1h', '7d', '30d', '90d'] as const
export type LatencyPeriod = (typeof LATENCY_PERIODS)[number]

const SLOTS: Record<LatencyPeriod, { width: number; count: number; length: string }> = {
  '1h': { width: 300, count: 12, length: 'hour' },
  '24h': { width: 3600, count: 24, length: '24 hours' },
  '7d': { width: 21_600, count: 28, length: '7 days' },
  '30d': { width: 86_400, count: 30, length: '30 days' },
  '90d': { width: 86_400, count: 90, length: '90 days' },
}

/** @returns how long the period is, after "the": "24 hours". */
export const periodLength = (period: LatencyPeriod) => SLOTS[period].length

/** @returns the period in words: "the last 24 hours". */
export const periodWords = (period: LatencyPeriod) => `the last ${SLOTS[period].length}`

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
