import { parseTime } from '@/lib/format/format'
import { oddTime } from '@/lib/format/postgres-time'

const DAY = 86_400_000

/** @returns what the day of a moment is called, seen from now. */
function dayNames(now: number, timeZone: string) {
  const short = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    timeZone,
  })
  const long = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone })
  const [today, yesterday] = [long.format(now), long.format(now - DAY)]
  return (at: number) => {
    const day = long.format(at)
    if (day === today) return `Today, ${short.format(at)}`
    if (day === yesterday) return `Yesterday, ${short.format(at)}`
    return now - at < 180 * DAY ? short.format(at) : day
  }
}

/**
 * Groups what happened by days, keeping the order.
 * @param entries anything with a time.
 * @param now milliseconds since 1970.
 * @param zone the time zone of the days.
 */
export function byDay<Timed extends { at: string }>(entries: Timed[], now: number, zone: string) {
  const nameOf = dayNames(now, zone)
  const days: { day: string; entries: Timed[] }[] = []
  for (const entry of entries) {
    const day = oddTime(entry.at) ?? nameOf(parseTime(entry.at).getTime())
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
