import { isExactNumber, leafText } from '../payloads/exact-json'
import { maskAccounts, maskCard } from './accounts'
import { hideAssignments, hideCodes } from './assignments'
import { hideEmails } from './emails'
import type { Json, JsonContainer, JsonLeaf } from './json'
import { isSecretKey, keysOf, kindOfKey, snakeCase } from './keys'
import { isCountedKey } from './nouns'
import { hideNumbers } from './numbers'
import { nameMask } from './people'
import { hidePlaces } from './places'
import { hideSecrets } from './secrets'
import { DOTS, HIDDEN, maskPhone } from './shapes'

export type { Json, JsonContainer, JsonLeaf } from './json'
export { isSecretKey, keysOf } from './keys'
export { maskAddress, maskEmail, maskPhone } from './shapes'

/** In the order in which they read: what is a secret as a whole first, so that no part of it is taken for a number. */
const HIDERS = [hideSecrets, hideAssignments, hideCodes, hideEmails, maskAccounts, hideNumbers, hidePlaces]

/** From how many on the same sign in a row is a ruler or a padding, in which nothing stands. */
const RULER = 512
const WORTH_CUTTING = 4096
/** The one letter that encoded secrets may repeat. */
const ZEROS = 'A'

/** Every long run of one sign. */
function* rulersIn(text: string): Generator<{ start: number; end: number }> {
  let start = 0
  let sign = text.charCodeAt(0)
  for (let at = 1; at <= text.length; at++) {
    const next = text.charCodeAt(at)
    if (next === sign) continue
    sign = next
    if (at - start >= RULER && text[start] !== ZEROS) yield { start, end: at }
    start = at
  }
}

/**
 * Hides phone numbers, e-mail addresses, credentials, card and account numbers, street addresses and codes in free
 * text, such as a message or a stack trace. Each part reads the text once, however it is written.
 * @param text any text.
 * @returns the text with those replaced; everything else unchanged.
 */
export function maskText(text: string): string {
  if (text.length < 3) return text
  if (text.length < WORTH_CUTTING) return hideAll(text)
  let shown = ''
  let from = 0
  for (const { start, end } of rulersIn(text)) {
    shown += hideAll(text.slice(from, start)) + text.slice(start, end)
    from = end
  }
  return shown + hideAll(text.slice(from))
}

const hideAll = (text: string) => HIDERS.reduce((shown, hide) => hide(shown), text)

const BETWEEN = /( between .{1,120} and )(\p{Lu}[\p{L}'’.-]*(?: [\p{L}'’.-]+){0,3})$/u

function maskString(name: string, text: string): string {
  if (/^\d{6,}$/.test(text) && isCountedKey(name)) return text
  const shown = maskText(text)
  // How calendars call an appointment: "Visit between Blue Ridge and Ann Lee".
  if (!/(^|_)title$/.test(name)) return shown
  return shown.replace(BETWEEN, (_all, before: string, person: string) => `${before}${person.slice(0, 1)}•••`)
}

function maskNumber(name: string, value: number | string): JsonLeaf {
  const text = leafText(value)
  if (!/^-?\d+$/.test(text) || isCountedKey(name)) return value
  if (/^1[2-9]\d{2}[2-9]\d{6}$/.test(text)) return maskPhone(text)
  return maskCard(text) === text ? value : maskCard(text)
}

/**
 * Hides one value of a payload, by what its key is called, in any writing, and by what it looks like.
 * @param key the key that it stands under; entries of a list go by their list's key.
 */
export function maskLeaf(key: string, value: JsonLeaf): JsonLeaf {
  if (value === null || typeof value === 'boolean' || value === '') return value
  if (isSecretKey(key)) return DOTS
  const name = snakeCase(key)
  const text = leafText(value)
  const isNumber = typeof value === 'number' || isExactNumber(value)
  const kind = kindOfKey(name, text)
  if (kind === 'phone' && /^(?:tel:|sms:|whatsapp:)?\+?[\d ().-]{10,17}$/.test(text)) return maskPhone(text)
  if (kind === 'name' && !isNumber) return `${text.slice(0, 1)}•••`
  if (kind === 'address' && !/@|^\w+:\/\//.test(text)) return HIDDEN
  return isNumber ? maskNumber(name, value) : maskString(name, text)
}

const empty = (like: JsonContainer): JsonContainer => (Array.isArray(like) ? [] : {})

function put(into: JsonContainer, name: string, value: Json) {
  if (Array.isArray(into)) into.push(value)
  // Whatever a key is called, __proto__ too, it becomes a key and nothing else.
  else Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true })
}

/**
 * Hides personal data and credentials wherever they stand in a payload, however deep: by what the key is called,
 * in any writing, by what the value, or the key itself, looks like, and names that stand elsewhere in it.
 * @param value a payload.
 * @param key the key the value stands under, if any.
 * @returns a copy of the same shape, safe to send to a browser.
 */
export function maskJson(value: Json, key = ''): Json {
  if (value === null || typeof value !== 'object') return maskLeaf(key, value)
  if (isSecretKey(key)) return DOTS
  const names = nameMask(value)
  const leaf = (key: string, item: JsonLeaf) => {
    const masked = maskLeaf(key, item)
    return names && typeof masked === 'string' ? names(masked) : masked
  }
  const root = empty(value)
  const open = [{ source: value, into: root, key }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { source, into, key: own } = next
    const keyOf = keysOf(source, own)
    for (const [name, given] of Object.entries(source)) {
      const item: Json = given ?? null
      const key = keyOf(name)
      if (item === null || typeof item !== 'object') put(into, maskText(name), leaf(key, item))
      else if (isSecretKey(key)) put(into, maskText(name), DOTS)
      else {
        const copy = empty(item)
        put(into, maskText(name), copy)
        open.push({ source: item, into: copy, key })
      }
    }
  }
  return root
}
