import { oddTime, parsePostgresTime } from './postgres-time'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const EXACT: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
}
const exactIn = perZone(EXACT)
const beforeChristIn = perZone({ ...EXACT, era: 'short' })
const momentIn = perZone({
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const decimal = new Intl.NumberFormat('en-US')
const percent = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})

/** @param value a count. @returns it with thousands separators: 12,480. */
export function formatCount(value: number): string {
  return decimal.format(value)
}

/**
 * @param count how many.
 * @param one the word for one: "alert".
 * @param many the word for any other number, where it is not that with an "s".
 * @returns the word that goes with the count.
 */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}

/** @returns a count with what it counts: "1 alert", "1,284 alerts". */
export function formatQuantity(count: number, one: string, many?: string): string {
  return `${formatCount(count)} ${plural(count, one, many)}`
}

/** @returns the rows that a dialog is about: "this alert", "1,284 alerts". */
export function formatChosen(count: number, one: string, many?: string): string {
  return count === 1 ? `this ${one}` : formatQuantity(count, one, many)
}

/** @param key a name as the database writes it: "call_volume_trend". @returns it for people: "Call volume trend". */
export function plainName(key: string): string {
  const words = key.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** @param share a part of a whole, from 0 to 1. @returns it in percent: "40.8%". */
export function formatShare(share: number): string {
  return percent.format(share)
}

/** @param change a difference. @returns it with its sign: "+4", "−13". */
export function signed(change: number): string {
  return change > 0 ? `+${change}` : `−${Math.abs(change)}`
}

/**
 * @param count a count and whether it is exact.
 * @returns "1,284", or "10,000+" for a count that stopped early.
 */
export function formatMatches({ matches, exact }: { matches: number; exact: boolean }): string {
  return exact ? formatCount(matches) : `${formatCount(matches)}+`
}

const FACET_LIMIT = 10_000

/**
 * @param counts how many rows have some values of a facet; the database counts each up to 10,001, and tells -n - 1 where there are at least n.
 * @returns how many that are together: "1,284", or "10,000+" and "678+" when one of them stopped early.
 */
export function formatFacetCount(...counts: number[]): string {
  if (counts.some((count) => count > FACET_LIMIT))
    return formatMatches({ matches: FACET_LIMIT, exact: false })
  const matches = counts.reduce((sum, count) => sum + Math.max(count, -count - 1), 0)
  return formatMatches({ matches, exact: counts.every((count) => count >= 0) })
}

/** @param bytes a size. @returns it in its largest unit: "312 B", "4.2 KB", "4.8 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 999_950 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** One formatter for each time zone, made when it is first asked for. */
function perZone(options: Intl.DateTimeFormatOptions) {
  const formatters = new Map<string, Intl.DateTimeFormat>()
  return (zone: string) => {
    const known = formatters.get(zone) ?? new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone })
    formatters.set(zone, known)
    return known
  }
}

/**
 * @param iso a time as the backend writes it.
 * @param zone the time zone to write it in.
 * @returns it to the second: "Nov 19, 2026, 13:40:08 UTC"; what is no moment as it is called: "infinity", "no time".
 */
export function formatExact(iso: string | null, zone: string): string {
  const at = parseTime(iso)
  if (Number.isNaN(at.getTime())) return iso && /\d/.test(iso) ? iso : (oddTime(iso) ?? 'no time')
  if (oddTime(iso)?.endsWith('BC')) return beforeChristIn(zone).format(at)
  return exactIn(zone).format(at)
}

/**
 * @param iso a time as the backend writes it.
 * @param zone the time zone to write it in.
 * @returns it to the minute, without the year: "Nov 19, 13:40"; what is out of the ordinary as a whole.
 */
export function formatMoment(iso: string | null, zone: string): string {
  if (oddTime(iso)) return formatExact(iso, zone)
  return momentIn(zone).format(parseTime(iso))
}

/**
 * @param since where a stretch of time begins, as the backend writes it.
 * @param until where it ends.
 * @param zone the time zone to write it in.
 * @returns "Nov 19, 13:30–14:00", or with both days where it is longer than one.
 */
export function formatStretch(since: string, until: string, zone: string): string {
  const [from, to] = [formatMoment(since, zone), formatMoment(until, zone)]
  const [day, time] = to.split(', ')
  return `${from}–${from.startsWith(`${day}, `) ? time : to}`
}

/** @param iso a time as the backend writes it ("2026-11-22 11:59:30.1+00" or ISO 8601); infinity and none are invalid dates. */
export function parseTime(iso: string | null): Date {
  return parsePostgresTime(iso)
}

/**
 * How long something lasted or has waited, in its two largest units.
 * @param seconds a duration in seconds; negative counts as 0, and what is none is a dash.
 * @returns "8s", "18m 42s", "3h 12m", "2d 4h".
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '—'
  const s = Math.max(0, Math.round(seconds))
  if (s < MINUTE) return `${s}s`
  if (s < HOUR) return `${Math.floor(s / MINUTE)}m ${String(s % MINUTE).padStart(2, '0')}s`
  if (s < DAY) return `${Math.floor(s / HOUR)}h ${String(Math.floor((s % HOUR) / MINUTE)).padStart(2, '0')}m`
  return `${Math.floor(s / DAY)}d ${Math.floor((s % DAY) / HOUR)}h`
}

/**
 * An age for a narrow column, in its largest unit.
 * @param seconds an age in seconds.
 * @returns "8s", "4m", "11h", "12d".
 */
export function formatAge(seconds: number): string {
  if (!Number.isFinite(seconds)) return '—'
  const s = Math.max(0, Math.round(seconds))
  if (s < MINUTE) return `${s}s`
  if (s < HOUR) return `${Math.floor(s / MINUTE)}m`
  if (s < DAY) return `${Math.floor(s / HOUR)}h`
  return `${Math.floor(s / DAY)}d`
}

/** @param email an address. @returns two letters for its avatar: "admin@kryonex.test" gives "AD". */
export function initials(email: string): string {
  const words = email.split('@')[0]?.split(/[._-]/).filter(Boolean) ?? []
  const letters = words.length > 1 ? words.map((word) => word[0]).join('') : (words[0] ?? '?')
  return letters.slice(0, 2).toUpperCase()
}

/** @param email an address. @returns the part before the @, which is how colleagues are called here. */
export function colleague(email: string): string {
  return email.split('@')[0] ?? email
}
