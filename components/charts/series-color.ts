import { lookUp } from '@/lib/format/labels'

/** What each series is drawn in; a name of a design token, without the dashes. */
export type SeriesColors = Record<string, string>

const RAMP = ['s1', 's2', 's3', 's4', 's5']

/** @returns the colour of the series at a place: its own, or the next step of the ramp. */
export function seriesColor(name: string, place: number, colors: SeriesColors): string {
  return `var(--${lookUp(colors, name) ?? (name === 'other' ? 's6' : (RAMP[place] ?? 's6'))})`
}
