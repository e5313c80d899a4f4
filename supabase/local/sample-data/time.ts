import type { Random } from './random'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** How far back the sample data reaches. */
export const SPAN = 90 * DAY

// How busy each hour of the day is in Chicago, where most of the sample customers are nearby.
const BY_HOUR = [3, 2, 2, 2, 3, 6, 14, 38, 72, 92, 100, 94, 82, 88, 95, 96, 90, 74, 48, 32, 22, 14, 8, 5]
const BY_WEEKDAY = [0.36, 1, 0.96, 0.94, 0.97, 0.92, 0.55]
const CHICAGO = -6 * HOUR

/** How busy a moment is compared to the busiest, 0 to 1: hour, weekday, and growth over the 90 days. */
function busyness(at: number, now: number): number {
  const local = new Date(at + CHICAGO)
  const growth = 1 - 0.45 * ((now - at) / SPAN)
  return ((BY_HOUR[local.getUTCHours()] ?? 0) / 100) * (BY_WEEKDAY[local.getUTCDay()] ?? 1) * growth
}

/** A moment between two others, more likely when customers' phones ring. */
export function busyMoment(random: Random, from: number, to: number, now: number): number {
  for (;;) {
    const at = from + random.float() * (to - from)
    if (random.float() < busyness(at, now)) return Math.floor(at)
  }
}

/** A moment in a span in which things get worse: few at its start, most at its end. */
export function growingMoment(random: Random, from: number, to: number): number {
  return Math.floor(from + (to - from) * random.float() ** 0.45)
}

export const iso = (at: number) => new Date(at).toISOString()
