import { createStore, useStore } from './store'

/** For this long after a user action, what the server renders is its result. */
const BELONGS_MS = 3_000

const NONE = { count: 0, lastAt: 0 }
const actions = createStore(NONE)

/** Records that the user did something, so that lists refresh at once instead of holding rows back. */
export function recordUserAction() {
  actions.set({ count: actions.get().count + 1, lastAt: Date.now() })
}

/** @returns whether the user acted a moment ago, so that the result may still be on its way. */
export const actedJustNow = () => Date.now() - actions.get().lastAt < BELONGS_MS

/** @returns how many actions the user has taken in this tab. */
export const useActionCount = () => useStore(actions, NONE).count
