import { parseTime } from '@/lib/format'

const DAY = 86_400_000
const name = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
})
const withYear = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })

function dayName(start: number, today: number): string {
  const date = name.format(start)
  if (start === today) return `Today, ${date}`
  if (start === today - DAY) return `Yesterday, ${date}`
  return today - start < 180 * DAY ? date : withYear.format(start)
}

/**
 * Groups what happened by days in UTC, keeping the order.
 * @param entries anything with a time.
 * @param now milliseconds since 1970.
 */
export function byDay<Timed extends { at: string }>(entries: Timed[], now: number) {
  const today = now - (now % DAY)
  const days: { day: string; entries: Timed[] }[] = []
  for (const entry of entries) {
    const at = parseTime(entry.at).getTime()
    const day = dayName(at - (at % DAY), today)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
