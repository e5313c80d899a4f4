import { clockStretches } from '@/lib/lists/clock'

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
 * The slots that a period is made of: full ones on the viewer's clock, of which the last is still running. The database counts
 * hours in UTC: where clocks differ from it by half an hour, hours and longer slots begin half an hour earlier.
 * @param now milliseconds since 1970.
 * @param zone the viewer's.
 * @returns the slots' length in seconds, and when each begins and the last ends, in milliseconds since 1970.
 */
export function slotsOf(period: LatencyPeriod, now: number, zone: string) {
  const { width, count } = SLOTS[period]
  const counted = Math.min(width, 3600) * 1000
  const [running = now] = clockStretches(now, width * 1000, 1, zone)
  const earlier = running % counted
  const bounds = clockStretches(now + earlier, width * 1000, count, zone).map((at) => at - (at % counted))
  return { width, bounds }
}
