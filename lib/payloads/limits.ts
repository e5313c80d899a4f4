// Without the masks, which are large: the browser says what was left out.

/** Most characters that are shown of a text, and of a key. */
export const TEXT = 2000
export const NAME = 200

/** How much of a payload is shown, so that one of many megabytes does not reach the browser. */
export const OUTLINE_LIMITS = { entries: 1000, perLevel: 200, text: TEXT, characters: 200_000, depth: 100 }
