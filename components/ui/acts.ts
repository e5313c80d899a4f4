/** For so long after an act, what the server renders belongs to it. */
const BELONGS_MS = 3_000

const listeners = new Set<() => void>()
let acts = 0
let lastAt = 0

/** Tells that somebody did something: lists then show themselves as they are now. */
export function tellAct() {
  acts += 1
  lastAt = Date.now()
  for (const listener of listeners) listener()
}

/** @returns how often something was done. */
export const actsSoFar = () => acts

/** @returns whether something was done a moment ago, whose effect may still be on its way. */
export const actedJustNow = () => Date.now() - lastAt < BELONGS_MS

/** Calls back after each act. @returns how to stop. */
export function onAct(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
