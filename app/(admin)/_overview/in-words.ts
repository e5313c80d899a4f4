import { formatCount, plural } from '@/lib/format/format'

/** Where the counts of the pulse stop. */
const CAP = 10_000

/** @returns a count of the pulse with what it counts: "3 alerts", "10,000+ errors". */
export function counted(count: number, one: string, many?: string): string {
  return `${formatCount(count)}${count >= CAP ? '+' : ''} ${plural(count, one, many)}`
}

/** A wait in its largest unit, written out: "18 minutes". */
export function inWords(seconds: number): string {
  const units: [number, string][] = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ]
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [1, 'second']
  return counted(Math.floor(seconds / size), unit)
}
