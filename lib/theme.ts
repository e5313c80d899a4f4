/** The cookie that remembers the chosen theme. */
export const THEME_COOKIE = 'kryonex-theme'

export type Theme = 'light' | 'dark' | 'system'

/** @param value the cookie's value, if any. @returns the theme it names; anything else is the system's. */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}
