import { parseTime } from '../format/format'
import { oddTime } from '../format/postgres-time'

/** A stretch of time that was chosen by hand: from, to, as ISO 8601 in UTC. */
export type Span = [from: string, to: string]

/** @param text the address's `span`. @returns the stretch of time it stands for, or null when it is malformed. */
export function parseSpan(text: string): Span | null {
  const moments = text.split('~').map((part) => parseTime(part))
  const [from, to] = moments
  if (text.split('~').some(oddTime)) return null
  if (!from || !to || moments.length > 2) return null
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) || from >= to) return null
  return [from.toISOString(), to.toISOString()]
}
