/** A place visited by the palette: a page, or a row, by its name. */
export type Recent = { href: string; label: string; kind: string }

const KEY = 'kryonex-recent'
const MOST = 6

/** @returns the places visited by the palette in this browser, the latest first. */
export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Remembers a place; nothing but its address and name. */
export function keepRecent(place: Recent) {
  const others = readRecent().filter(({ href }) => href !== place.href)
  localStorage.setItem(KEY, JSON.stringify([place, ...others].slice(0, MOST)))
}

/** Forgets all places, on signing out. */
export function forgetRecent() {
  localStorage.removeItem(KEY)
}
