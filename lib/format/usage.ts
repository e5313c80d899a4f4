/** Where a customer stands with their plan, the worst first; see the database view usage_list. */
export const USAGE_STATES = ['stopped', 'over', 'near', 'under'] as const
export type UsageState = (typeof USAGE_STATES)[number]

/** From how much of the plan on the platform warns, calls it over, and stops, in percent. */
export const USAGE_MARKS = { near: 80, soft: 100, hard: 110 } as const

/** @returns the class that fills a meter of a use in percent: neutral below the warning. */
export function usageFill(percent: number): string {
  if (percent >= USAGE_MARKS.soft) return 'bg-critical'
  return percent >= USAGE_MARKS.near ? 'bg-warning' : 'bg-s4'
}

/** @returns the class of the text of a use in percent. */
export function usageText(percent: number): string {
  if (percent >= USAGE_MARKS.soft) return 'text-critical-text'
  return percent >= USAGE_MARKS.near ? 'text-warning-text' : 'text-fg-2'
}

/** @param percent as the database keeps it, 100,000 standing for a use of nothing. @returns "92 %", "over 999 %". */
export function formatPercent(percent: number): string {
  return percent > 999 ? 'over 999 %' : `${percent} %`
}

/** @param seconds a duration. @returns it in whole minutes: "1,846". */
export function formatMinutes(seconds: number): string {
  return Math.floor(seconds / 60).toLocaleString('en-US')
}

/** How each state is called. */
export const USAGE_WORDS: Record<UsageState, string> = {
  stopped: 'Stopped',
  over: 'Over',
  near: 'Near',
  under: 'Under 80 %',
}
