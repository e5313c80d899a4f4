const HOUR = 3_600_000

/** Nine in the morning, some days after now, where the reader is. */
function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9)
}

/**
 * What an alert can be snoozed until.
 * @param now the moment to count from.
 * @returns the choices in words, the soonest first.
 */
export function snoozeTimes(now: Date): { label: string; until: Date }[] {
  const toMonday = (8 - now.getDay()) % 7 || 7
  return [
    { label: 'for 1 hour', until: new Date(now.getTime() + HOUR) },
    { label: 'for 4 hours', until: new Date(now.getTime() + 4 * HOUR) },
    { label: 'until tomorrow, 9:00', until: morning(now, 1) },
    { label: 'until Monday, 9:00', until: morning(now, toMonday) },
  ]
}
