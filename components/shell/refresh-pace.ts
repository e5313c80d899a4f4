/** The least time between two renderings of a page that nobody asked for. */
const EVERY_MS = 20_000
const FIRST_TRY_MS = 2_000

type Given = {
  /** How often in a row the page could not be rendered again. */
  failures: number
  /** When the page was rendered last, in milliseconds since 1970. */
  renderedAt: number
  now: number
}

/** @returns how long to wait before a page is rendered again: after a failure soon, then less and less often. */
export function waitBefore({ failures, renderedAt, now }: Given): number {
  if (failures > 0) return Math.min(FIRST_TRY_MS * 2 ** (failures - 1), EVERY_MS)
  return Math.max(0, renderedAt + EVERY_MS - now)
}
