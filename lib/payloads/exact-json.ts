import type { Json } from '../masking/json'

/**
 * Stands before a number that a double cannot hold, which is therefore kept as text. No text of a payload begins so:
 * Postgres refuses the sign in jsonb, and `parseExact` replaces it in json.
 */
const MARK = '\u0000'

const QUOTE = 34
const BACKSLASH = 92
const MINUS = 45
const isDigit = (sign: number) => sign >= 48 && sign <= 57

/** Where a number ends: its digits, its point and its exponent. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && (isDigit(text.charCodeAt(end)) || '.eE+-'.includes(text.charAt(end)))) end++
  return end
}

/**
 * Reads JSON without rounding its numbers: one that a double does not write as it stands there (an integer over 2^53,
 * 1e400, 1.50, a long decimal) becomes a marked text. Reads the text once and nests as deep as JSON.parse does.
 * @param text JSON, as Postgres writes it.
 */
export function parseExact(text: string): Json {
  const parts: string[] = []
  let from = 0
  const replace = (start: number, end: number, by: string) => {
    parts.push(text.slice(from, start), by)
    from = end
  }
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) inString = !inString
    else if (inString) {
      if (sign !== BACKSLASH) continue
      if (text.startsWith('u0000', at + 1)) replace(at, at + 6, '\\ufffd')
      at++
    } else if (sign === MINUS || isDigit(sign)) {
      const end = endOfNumber(text, at)
      const number = text.slice(at, end)
      if (String(Number(number)) !== number) replace(at, end, `"\\u0000${number}"`)
      at = end - 1
    }
  }
  return JSON.parse(from === 0 ? text : parts.join('') + text.slice(from))
}

/** @returns whether a value is a number that is kept as text. */
export const isExactNumber = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith(MARK)

/** @returns a value that is no branch as people read it: a text without quotation marks, a number with all its digits. */
export const leafText = (value: unknown): string =>
  isExactNumber(value) ? value.slice(MARK.length) : String(value)

/** @returns a number of the database that came as text, as a number if a double holds it, else marked; NaN and infinity as words. */
export function exactNumber(text: string): string | number {
  if (!/^-?\d/.test(text)) return text
  return String(Number(text)) === text ? Number(text) : `${MARK}${text}`
}

/** @returns the value as JSON, its numbers with all their digits. */
export function writeExact(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"\\u0000([^"]*)"/g, '$1')
}
