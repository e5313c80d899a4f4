/** The cookie that remembers in which time zone times are written. */
export const ZONE_COOKIE = 'kryonex-zone'

/** @param value a time zone's name, such as Europe/Zurich. @returns whether times can be written in it. */
function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: value })
    return true
  } catch {
    return false
  }
}

/** @param value the cookie's value, if any. @returns the time zone it names; anything else is UTC. */
export function parseZone(value: string | undefined): string {
  return value && value.length <= 64 && isZone(value) ? value : 'UTC'
}
