import { formatCount, parseTime } from '@/lib/format/format'
import type { Silence } from '@/lib/pulse'
import { inWords } from './in-words'

function secondsSince(at: string | null, now: number): number {
  return at ? Math.max(0, (now - parseTime(at).getTime()) / 1000) : 0
}

const DAILY: Partial<Record<Silence['what'], string>> = {
  health: 'no health score was calculated for',
  reconciliation: 'usage was not reconciled for',
}

/** @returns what a silence says: "no webhooks for 2 hours, about 140 an hour are usual". */
export function describeSilence({ what, expected, came, last_at }: Silence, now: number): string {
  const daily = DAILY[what]
  if (daily) return `${daily} ${inWords(secondsSince(last_at, now))}`
  const usual = `about ${formatCount(Math.round(expected ?? 0))} an hour are usual`
  return came
    ? `only ${formatCount(came)} ${what} in the last hour, ${usual}`
    : `no ${what} for ${inWords(secondsSince(last_at, now))}, ${usual}`
}

/** Whether anything is known of what should come: `empty` before the first row of any kind, `unknown` without two weeks of history. */
export function hearingOf(silences: Silence[]): 'empty' | 'unknown' | 'known' {
  if (silences.every(({ state }) => state === 'nothing yet')) return 'empty'
  const flows = silences.filter(({ what }) => what === 'webhooks' || what === 'calls')
  return flows.some(({ state }) => state === 'heard' || state === 'silent') ? 'known' : 'unknown'
}
