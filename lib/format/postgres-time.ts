/** A time as Postgres and its API write it: "2026-11-22 11:59:30.1+00", "12000-01-01T00:00:00+00:00", "0044-03-15 BC". */
const TIME =
  /^(\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d(?::?\d\d(?::\d\d)?)?)?)?( BC)?$/
const INFINITY = /^([-−]?)infinity$/

function zoneOf(offset = ''): string {
  if (offset === '' || offset === 'Z') return offset
  const digits = offset.slice(1).replaceAll(':', '').padEnd(4, '0')
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2, 4)}`
}

/**
 * @param text a time as the backend writes it.
 * @returns the moment, also before Christ and after the year 9999; an invalid date for infinity, for none, and for what
 * JavaScript's calendar does not reach.
 */
export function parsePostgresTime(text: string | null | undefined): Date {
  const [, year = '', month, day, clock, offset, era] = text?.match(TIME) ?? []
  if (!year) return new Date(Number.NaN)
  const counted = era ? 1 - Number(year) : Number(year)
  const isPlain = counted >= 0 && counted <= 9999
  const written = isPlain
    ? String(counted).padStart(4, '0')
    : `${counted < 0 ? '-' : '+'}${String(Math.abs(counted)).padStart(6, '0')}`
  // A day alone is midnight in UTC, as the database takes it.
  return new Date(`${written}-${month}-${day}${clock ? `T${clock}${zoneOf(offset) || 'Z'}` : ''}`)
}

/** The years that Postgres knows. */
const FIRST_YEAR = -4713
const LAST_YEAR = 294_276

/** @returns whether the text is a time that Postgres knows: a moment on its calendar, or infinity. */
export function isPostgresTime(text: string): boolean {
  if (INFINITY.test(text)) return true
  const [, year = '', month, day, , , era] = text.match(TIME) ?? []
  const counted = Number(year) * (era ? -1 : 1)
  if (!year || counted === 0 || counted < FIRST_YEAR || counted > LAST_YEAR) return false
  // Every 400 years the calendar repeats: a day of a year that JavaScript does not reach is one of a nearer year.
  const alike = String(2000 + ((era ? 400 - ((Number(year) - 1) % 400) : Number(year)) % 400)).padStart(
    4,
    '0',
  )
  const at = new Date(`${alike}-${month}-${day}`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${alike}-${month}-${day}`)
}

/** @returns in words what is no moment of the years 1 to 9999: "infinity", "44 BC", "year 12000", "no time"; else null. */
export function oddTime(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text === '') return 'no time'
  const infinite = text.match(INFINITY)
  if (infinite) return infinite[1] ? '−infinity' : 'infinity'
  const [, year, , , , , era] = text.match(TIME) ?? []
  if (!year) return text
  if (era) return `${Number(year)} BC`
  return Number(year) > 9999 ? `year ${year}` : null
}

/** @returns the moment as machines read it; undefined where it is none. */
export function machineTime(text: string | null | undefined): string | undefined {
  const at = parsePostgresTime(text)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
