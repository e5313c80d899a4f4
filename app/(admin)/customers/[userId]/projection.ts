/** A stretch of usage: the period in milliseconds since 1970, what was used and what may be. */
export type Used = {
  start: number
  end: number
  used: number
  cap: number
  credit: number
  /** The platform has stopped it: nothing goes on. */
  stopped: boolean
}

/** Which part of a period has to have passed before anything is estimated, as in the list of usage. */
const LEAST_PASSED = 0.1

/** From which share of the limit usage is watched, soft, and stopped. */
export const MARKS = { warn: 0.8, soft: 1, hard: 1.1 } as const

/**
 * Estimates what will have been used at the period's end: what was used so far goes on at the same pace.
 * @param usage the usage so far.
 * @param now milliseconds since 1970.
 * @returns the estimate, or null in the first tenth of a period, once it is over, and while it is stopped, when it would mean nothing.
 */
export function project({ start, end, used, stopped }: Used, now: number): number | null {
  if (stopped || !(start < end) || now - start < (end - start) * LEAST_PASSED || now >= end) return null
  return Math.round((used * (end - start)) / (now - start))
}

/**
 * @param usage the usage so far.
 * @param now milliseconds since 1970.
 * @returns when the limit will be reached at the same pace, or null when it will not be in this period, or has been.
 */
export function limitReachedAt(usage: Used, now: number): number | null {
  const limit = usage.cap + usage.credit
  const projected = project(usage, now)
  if (projected === null || usage.used >= limit || projected < limit) return null
  return usage.start + ((now - usage.start) * limit) / usage.used
}

/** @returns where a usage stands: under, near (from 80 %), soft (100 %) or hard (110 %). */
export function standing({ used, cap, credit }: Used): 'under' | 'near' | 'soft' | 'hard' {
  const limit = cap + credit
  const share = limit > 0 ? used / limit : used > 0 ? MARKS.hard : 0
  if (share >= MARKS.hard) return 'hard'
  if (share >= MARKS.soft) return 'soft'
  return share >= MARKS.warn ? 'near' : 'under'
}
