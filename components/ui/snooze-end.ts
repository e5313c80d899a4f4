/** What is to end a snooze; what comes first does. */
export type ChosenEnd = { until?: string; more_events?: number; more_customers?: number }

/** What is wrong with what was entered, and in which field. */
export type Wrong = { problem: string; field: string }

type Read = { end: ChosenEnd; wrong?: undefined } | { end?: undefined; wrong: Wrong }

/** How far ahead a snooze may end: what is put off for longer should be closed. The database refuses it for alerts. */
const MOST_DAYS = 90

const COUNTS = [
  ['more_events', 'More events'],
  ['more_customers', 'More customers'],
] as const

/**
 * @param form the fields until (a local date and time), more_events and more_customers, each of which may be empty.
 * @param now the moment that the end must be after.
 * @returns the end, or what is wrong with which field.
 */
export function readSnoozeEnd(form: FormData, now: Date): Read {
  const end: ChosenEnd = {}
  const until = String(form.get('until') ?? '')
  if (until) {
    const time = new Date(until)
    if (!(time > now)) return { wrong: { problem: 'The time must be ahead.', field: 'until' } }
    if (time.getTime() > now.getTime() + MOST_DAYS * 86_400_000)
      return { wrong: { problem: `The time must be within ${MOST_DAYS} days.`, field: 'until' } }
    end.until = time.toISOString()
  }
  for (const [field, label] of COUNTS) {
    const text = String(form.get(field) ?? '').trim()
    if (!text) continue
    const more = Number(text)
    if (!Number.isInteger(more) || more < 1 || more > 1_000_000)
      return { wrong: { problem: `${label} must be a whole number from 1 to 1,000,000.`, field } }
    end[field] = more
  }
  if (Object.keys(end).length === 0) return { wrong: { problem: 'A snooze needs an end.', field: 'until' } }
  return { end }
}

/** @returns a moment as an input for a local date and time takes it: "2026-11-26T09:30". */
export function localTime(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}
