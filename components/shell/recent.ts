/** Where somebody has gone by the palette: a page, or something found, by its name. */
export type Recent = { href: string; label: string; kind: string }

const KEY = 'kryonex-recent'
const MOST = 6

/** @returns where this browser has gone by the palette lately, the latest first. */
export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Keeps where somebody goes; nothing but the address and its name. */
export function keepRecent(place: Recent) {
  const others = readRecent().filter(({ href }) => href !== place.href)
  localStorage.setItem(KEY, JSON.stringify([place, ...others].slice(0, MOST)))
}

/** Forgets it all, when somebody signs out. */
export function forgetRecent() {
  localStorage.removeItem(KEY)
}
