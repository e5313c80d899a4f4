const START = '(?<![\\p{L}\\p{N}•])'
const END = '(?! ?•|[\\p{L}\\p{N}])'

/** What the masks write, the longest first: see shapes.ts, accounts.ts and people.ts. */
const SHAPES = [
  '[^\\s•@]?•••@[^\\s•@]{1,3}•••\\.[^\\s•@.]+',
  '[^\\s•@]?•••@•••',
  '\\+(?:1 \\d{3}|\\d{2}) ••• ••\\d{2}',
  '\\d{3} ••• ••\\d{2}',
  '••• ••\\d{2}',
  '\\d{1,3}\\.\\d{1,3}\\.•••\\.•••',
  '[0-9a-f]{1,4}:[0-9a-f]{1,4}:•••',
  '[A-Z]{2}•• ••••[A-Z0-9]{2}',
  '•••• \\d{4}',
  '••••••••',
  '\\p{L}•••',
  '•••',
]
const SHAPE = new RegExp(`${START}(?:${SHAPES.join('|')})${END}`, 'gu')

/** Parts of a shape that stand in the text itself, too. */
const KEPT = /@[^\s•@]{2,3}|(?<!\d)\d{3}(?= ••• ••)/

/**
 * Reads a text that was copied from the screen.
 * @param text a text with dots.
 * @returns a part that the text behind it holds as well, if any; null for dots that no mask writes.
 */
export function readShownText(text: string): { part: string | null } | null {
  const rests = text.split(SHAPE)
  if (rests.some((rest) => rest.includes('•'))) return null
  const longest = rests.map((rest) => rest.trim()).reduce((a, b) => (b.length > a.length ? b : a), '')
  return { part: longest.length >= 3 ? longest : (text.match(KEPT)?.[0] ?? null) }
}

/** @returns a text as it is compared: in one line, in small letters. */
export const inOneForm = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
