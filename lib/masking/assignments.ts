import { isSecretKey, kindOfKey, snakeCase } from './keys'
import { DOTS, HIDDEN } from './shapes'

const SIGN = /(?<=[\w"'\])] {0,2})(?:[:=]|%3[AD])|(?<=\w )is\b/gi
/** How far before a sign its name begins at most. */
const LONGEST_KEY = 80
const NAME_LETTER = /[\w.-]/
/** Parameters of addresses that are secrets there and plain words elsewhere. */
const PARAMETER = /^[?&](?:sig|key|code|auth|x-amz-(?:signature|credential|security-token))$/i
const QUOTED = /\s{0,3}(\\{0,3}["'])/y
const BARE = /\s{0,3}(?:(?:Bearer|Basic|Token)\s+)?([^\s"'\\&,;}<>()[\]•]+)/iy
const LINE = /[^\r\n"'\\]*/y
/** What stands there instead of a value. */
const NO_VALUE =
  /^(?:null|none|nil|undefined|true|false|required|missing|invalid|expired|empty|unset|redacted|string|number|boolean|object|\*+|x+|\$\{?\w+\}?)[.!]?$/i
/** A word of prose that other words follow, as in "password: must be at least". */
const PROSE = /^[A-Za-z]+,?$/
const HEADER = /(?:^|[_.-])(?:authorization|cookie)$/i

/** The name before a sign: in quotes with blanks too, else as far as letters go, with the "?" or "&" before it. */
function keyBefore(text: string, sign: number, least: number): string {
  const first = Math.max(least, sign - LONGEST_KEY)
  let end = sign
  while (end > first && text[end - 1] === ' ' && sign - end < 2) end -= 1
  const quote = text[end - 1]
  if (quote === '"' || quote === "'") {
    end -= 1
    while (text[end - 1] === '\\' && end > first) end -= 1
    const start = text.lastIndexOf(quote, end - 1)
    return start < first ? '' : text.slice(start + 1, end)
  }
  let start = end
  while (start > first && NAME_LETTER.test(text[start - 1] as string)) start -= 1
  const before = text[start - 1] ?? ''
  return (/[?&]/.test(before) && start > first ? before : '') + text.slice(start, end)
}

type Found = { start: number; end: number; shown: string }

function quotedEnd(text: string, from: number, quote: string): number {
  const end = text.indexOf(quote, from)
  return end < 0 ? text.length : end
}

function maskNamed(key: string, value: string, isPerson: boolean): string | null {
  if (isSecretKey(key)) return value === '' ? null : DOTS
  const name = isPerson && key === 'name' ? 'person_name' : snakeCase(key)
  const kind = kindOfKey(name, value)
  if (value === '' || (kind === 'name' && /^\d+$/.test(value))) return null
  return kind === 'name' ? `${value.slice(0, 1)}•••` : kind === 'address' ? HIDDEN : null
}

/** A value in quotes, as in JSON and in JSON inside of JSON. */
function readQuoted(text: string, at: number, key: string, isPerson: boolean): Found | null {
  QUOTED.lastIndex = at
  const quote = QUOTED.exec(text)?.[1]
  if (!quote) return null
  const start = QUOTED.lastIndex
  if (
    !isSecretKey(key) &&
    kindOfKey(isPerson && key === 'name' ? 'customer_name' : snakeCase(key), 'Ann Lee') === null
  )
    return null
  const end = quotedEnd(text, start, quote)
  const shown = maskNamed(key, text.slice(start, end), isPerson)
  return shown === null ? null : { start, end, shown }
}

function readBare(text: string, at: number, key: string, sign: string): Found | null {
  if (!isSecretKey(key) && !PARAMETER.test(key)) return null
  if (HEADER.test(key) && sign === ':') {
    LINE.lastIndex = at
    const line = LINE.exec(text)?.[0] ?? ''
    if (/\d|[a-z][A-Z]|=/.test(line))
      return { start: at, end: at + line.length, shown: `${/^\s*/.exec(line)?.[0]}${DOTS}` }
  }
  BARE.lastIndex = at
  const value = BARE.exec(text)?.[1]
  const end = BARE.lastIndex
  if (!value || value.length < (/^(?:pin|otp|cvv|cvc)$/i.test(key) ? 3 : 4) || NO_VALUE.test(value))
    return null
  if (sign !== '=' && sign !== '%3D' && PROSE.test(value) && /^ ?[A-Za-z]/.test(text.slice(end, end + 2)))
    return null
  if (sign === 'is' && !/\d/.test(value)) return null
  const whole = /^[^\s"'\\&;}<>]*/.exec(text.slice(end, end + 200))?.[0] ?? ''
  return {
    start: end - value.length,
    end: end + (/[@:!$#^]/.test(value + whole) ? whole.length : 0),
    shown: DOTS,
  }
}

/** Keys of people's data in text: a "name" next to one of these is a person's. */
const CONTACT = /\\?["'](?:e-?mail\w{0,20}|phone\w{0,20}|mobile|attendees?)\\?["']\s{0,2}:/i

/**
 * Hides values that a text names: `api_key=…`, `"password": "…"`, `Cookie: …`, and, in JSON inside of a text, names
 * and addresses. Looks around every sign between a name and a value, and no further than both are long.
 */
export function hideAssignments(text: string): string {
  const isPerson = CONTACT.test(text)
  let shown = ''
  let from = 0
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    const at = index + sign.length
    if (index < from) continue
    const name = keyBefore(text, index, from)
    if (name === '') continue
    const found =
      (sign === 'is' ? null : readQuoted(text, at, name, isPerson)) ??
      readBare(text, at, name, sign.toUpperCase() === '%3D' ? '%3D' : sign)
    if (!found) continue
    shown += text.slice(from, found.start) + found.shown
    from = found.end
  }
  return from === 0 ? text : shown + text.slice(from)
}

const CODE =
  /(\b(?:gate|door|alarm|access|entry|lock ?box|garage|security|verification|one-time|login|pass|pin|unlock) ?(?:code|pin)?(?:s? (?:is|are|was)|:|=|,)? {0,2}#?)(\d(?:[ -]?\d){2,7})(?!\d)|(\byour (?:\w{1,20} ){0,2}code is:? |\b(?:use|enter) (?:the )?code:? )(\d{4,8})\b/gi

/** What a command or a message names without a sign: "--password hunter2", "token 'abcd1234' is invalid". */
const FLAG =
  /(--?(?:password|passwd|pass|token|secret|api-?key|access-?token)\s{1,3}["']?)([^\s"'-][^\s"']{3,})/gi
const NAMED_IN_QUOTES =
  /(\b(?:token|password|passcode|secret|api[ _-]?key) \\?["'])(?=[^"'\s]{0,200}\d)([^"'\s\\]{6,})/gi

/** Hides codes that open doors and accounts: "gate code 9921", "your login code is 482913". */
export function hideCodes(text: string): string {
  const named = text.replace(FLAG, `$1${DOTS}`).replace(NAMED_IN_QUOTES, `$1${DOTS}`)
  if (!/code|pin/i.test(named)) return named
  return named.replace(CODE, (all, before?: string, code?: string, your?: string) => {
    if (before && /^(?:access|entry|security|login|pass|garage|door|alarm)$/i.test(before.trim())) return all
    return before === undefined ? `${your}${HIDDEN}` : code ? `${before}${HIDDEN}` : all
  })
}
