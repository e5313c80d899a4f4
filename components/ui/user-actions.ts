/** For this long after a user action, what the server renders is its result. */
const BELONGS_MS = 3_000

const listeners = new Set<() => void>()
let acts = 0
let lastAt = 0

/** Records that the user did something, so that lists refresh at once instead of holding rows back. */
export function recordUserAction() {
  acts += 1
  lastAt = Date.now()
  for (const listener of listeners) listener()
}

/** @returns how many actions the user has taken in this tab. */
export const actsSoFar = () => acts

/** @returns whether the user acted a moment ago, so that the result may still be on its way. */
export const actedJustNow = () => Date.now() - lastAt < BELONGS_MS

/** Calls back after each user action. @returns how to unsubscribe. */
export function onAct(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
