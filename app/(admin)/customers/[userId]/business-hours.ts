import { z } from 'zod'
import type { Json } from '@/lib/masking/mask'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
type Day = (typeof DAYS)[number]

/** Minutes since midnight. */
type Span = { from: number; to: number }

/** When a business is open: by day, null where it is closed; a day that nothing is said of is left out. */
export type Hours = Partial<Record<Day, Span | null>>

const text = z.string().regex(/^\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}$/)
const pair = z.object({
  open: z.string().optional(),
  close: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
})

function minutes(clock: string): number | null {
  const [, hours, rest] = /^(\d{1,2}):(\d{2})/.exec(clock.trim()) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(rest)
}

/** One day's value, in any of the ways in which it is written: "08:00-17:00", {open, close}, {start, end}. */
function readSpan(value: unknown): Span | null {
  const written = text.safeParse(value)
  const { open, close, start, end } = pair.catch({}).parse(value)
  const [from, to] = written.success ? written.data.split(/[-–]/) : [open ?? start, close ?? end]
  const [first, last] = [minutes(from ?? ''), minutes(to ?? '')]
  return first === null || last === null ? null : { from: first, to: last }
}

/** The days that a key names: "monday", "mon", "monday_to_friday". */
function daysOf(key: string): Day[] {
  const at = (word: string) => DAYS.findIndex((day) => word.length >= 3 && day.startsWith(word.toLowerCase()))
  const [from = '', to] = key.split(/_to_|_|-/)
  const [first, last] = [at(from), to === undefined ? at(from) : at(to)]
  return first < 0 || last < first ? [] : DAYS.slice(first, last + 1)
}

/** @param value business hours as the platform wrote them. @returns them by day; null where they are not understood. */
export function readHours(value: Json): Hours | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const hours: Hours = {}
  for (const [key, written] of Object.entries(value)) {
    for (const day of daysOf(key)) hours[day] = readSpan(written)
  }
  return Object.keys(hours).length > 0 ? hours : null
}

const clock = (at: number) =>
  `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
const short = (day: Day) => day.charAt(0).toUpperCase() + day.slice(1, 3)

/** @param hours business hours. @returns them in lines, days that are alike together: "Mon to Fri", "08:00 to 17:00". */
export function describeHours(hours: Hours): [days: string, open: string][] {
  const lines: { first: Day; last: Day; open: string }[] = []
  for (const day of DAYS) {
    const span = hours[day]
    const open = span ? `${clock(span.from)} to ${clock(span.to)}` : 'closed'
    const line = lines.at(-1)
    if (line?.open === open) line.last = day
    else lines.push({ first: day, last: day, open })
  }
  return lines.map(({ first, last, open }) => [
    first === last ? short(first) : `${short(first)} to ${short(last)}`,
    open,
  ])
}

/**
 * @param hours business hours.
 * @param zone the business's time zone.
 * @param now milliseconds since 1970.
 * @returns whether the business is open now, by its own clock, and that clock; null for a zone that does not exist.
 */
export function openNow(hours: Hours, zone: string, now: number): { isOpen: boolean; clock: string } | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    }).formatToParts(now)
    const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
    const at = Number(part('hour')) * 60 + Number(part('minute'))
    const span = hours[part('weekday').toLowerCase() as Day]
    return { isOpen: span ? at >= span.from && at < span.to : false, clock: clock(at) }
  } catch {
    return null
  }
}
