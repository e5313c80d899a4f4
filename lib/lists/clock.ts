const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The lengths that stretches of a chart may have, in milliseconds. */
const LENGTHS = [
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  DAY,
  7 * DAY,
]

/** The first Monday since 1970: weeks begin with it. */
const FIRST_MONDAY = 4 * DAY

const formatters = new Map<string, Intl.DateTimeFormat>()

/** @returns what a clock in the zone shows at a moment, as milliseconds since 1970 on that clock. */
export function wallClock(at: number, zone: string): number {
  const formatter =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  formatters.set(zone, formatter)
  const part: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000)
}

/** @returns the first moment at which a clock in the zone shows this; where it skips that, the moment to which it skips. */
function momentOf(wall: number, zone: string): number {
  const offsets = [wall - DAY, wall + DAY].map((near) => wallClock(near, zone) - near)
  const moments = offsets.map((offset) => wall - offset).sort((a, b) => a - b)
  return moments.find((moment) => wallClock(moment, zone) === wall) ?? moments.at(-1) ?? wall
}

function boundariesFrom(since: number, length: number, zone: string): (step: number) => number {
  const wall = wallClock(since, zone)
  // Hours and shorter stretches are as long on every day; longer ones follow the clock when it is changed.
  if (length <= HOUR) {
    const first = Math.floor(wall / length) * length - (wall - since)
    return (step) => first + step * length
  }
  const anchor = length > DAY ? FIRST_MONDAY : 0
  const first = Math.floor((wall - anchor) / length) * length + anchor
  return (step) => momentOf(first + step * length, zone)
}

/**
 * Divides a time into stretches that begin where a clock would: at full minutes, hours, days or Mondays. The first and
 * the last may be shorter, so that together they are the time and nothing else.
 * @param since milliseconds since 1970.
 * @param until milliseconds since 1970.
 * @param most about how many stretches there may be.
 * @param zone on whose clock.
 * @returns where they begin, and where the last ends.
 */
export function clockBounds(since: number, until: number, most: number, zone: string): number[] {
  const length = LENGTHS.find((each) => (until - since) / each <= most) ?? 7 * DAY
  const boundary = boundariesFrom(since, length, zone)
  const bounds = [since]
  for (let step = 0; ; step++) {
    const at = boundary(step)
    if (at >= until) return [...bounds, until]
    if (at > (bounds.at(-1) ?? since)) bounds.push(at)
  }
}

/**
 * The stretches of one length on a clock, of which the last still runs.
 * @param now milliseconds since 1970.
 * @param length how long each is, in milliseconds; days and parts of days follow the clock when it is changed.
 * @param count how many there are.
 * @param zone on whose clock.
 * @returns where they begin, and where the last ends.
 */
export function clockStretches(now: number, length: number, count: number, zone: string): number[] {
  const boundary = boundariesFrom(now, length, zone)
  return Array.from({ length: count + 1 }, (_, step) => boundary(step + 1 - count))
}

/** @returns those of the times at which a day begins on the clock, or which are the first of their day; every nth where they are too many. */
function daysOf(times: number[], most: number, zone: string): number[] {
  const days = times.map((at) => Math.floor(wallClock(at, zone) / DAY))
  const begins = times.filter((_, i) => i > 0 && days[i] !== days[i - 1])
  const apart = Math.ceil(begins.length / most)
  return begins.filter((_, i) => i % apart === Math.floor(((begins.length - 1) % apart) / 2))
}

/**
 * Chooses which times of an axis are labelled: the roundest of them, evenly apart, and no day twice where days are named.
 * @param times in order, in milliseconds since 1970.
 * @param most how many may be labelled.
 * @param zone on whose clock.
 * @param byDay whether the labels name days.
 */
export function labelledTimes(times: number[], most: number, zone: string, byDay: boolean): number[] {
  if (byDay) return daysOf(times, most, zone)
  const walls = times.map((at) => wallClock(at, zone))
  for (const length of LENGTHS) {
    const round = times.filter((_, i) => (walls[i] ?? 0) % length === 0)
    if (round.length > 0 && round.length <= most) return round
  }
  const apart = Math.ceil(times.length / most)
  return times.filter((_, i) => i % apart === Math.floor(((times.length - 1) % apart) / 2))
}
