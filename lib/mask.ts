import { maskAccounts, maskCard } from './mask-accounts'

const DOTS = '••••••••'
const EMAIL = /[a-z0-9._+-]+(?:@|%40)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi
const PHONE =
  /(?:\+|%2B)\d[\d ().-]{7,17}\d|(?:\b1[-. ]?)?\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|(?<![\w.+-])1?[2-9]\d{2}[2-9]\d{6}(?![\w-])/gi
const CREDENTIAL =
  /\b(?:sk|rk|pk|whsec|key|ghp|gho|ghs|github_pat|glpat)[_-][A-Za-z0-9_-]{8,}|\b[a-z]{2,6}_[A-Za-z0-9]{6,}_secret_[A-Za-z0-9]+|\bxox[abprs]-[\w-]{8,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bSG\.[\w-]{16,}\.[\w-]+|\b(?:Bearer|Basic)\s+[\w.~+/-]{6,}=*|\beyJ[\w-]+\.[\w-]+\.[\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g
const SECRET_PARAMETER =
  /([?&](?:[a-z_-]*token|sig|signature|x-amz-[a-z]+|[a-z_-]*key|secret|password|code|auth)=)[^&#\s"']+/gi
/** A secret that is written out in a text: `api_key=…`, `"password": "…"`, as in JSON inside of JSON. */
const SECRET_ASSIGNMENT =
  /((?:api|access|private|secret|signing)[_-]?key|(?:access|refresh|auth|session|id|bearer|api|csrf)?[_-]?token|(?:client|webhook)?[_-]?secret|passw(?:or)?d|passphrase)(\\?["']?\s*[:=]\s*\\?["']?)([^\s"'\\&,;}]{4,})/gi
const SOCIAL_SECURITY = /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g
const SECRET_KEY =
  /(^|_)(token|secret|password|passwd|passphrase|pwd|authorization|credentials?|cookie|set_cookie|signature|hmac|cvc|cvv|ssn|iban|pin|pan|otp|card_(number|no)|account_(number|no)|routing_(number|no)|bank_account|tax_id|(api|access|private|signing|update|secret|encryption|auth|shared)_key)(_|$)/
/** The same words where nothing divides them: `apikey`, `ACCESSTOKEN`. */
const SECRET_RUN =
  /(api|access|private|signing|secret)key$|(access|refresh|auth|session|bearer|api|csrf|id)token$|clientsecret|webhooksecret|password|passphrase|authorization|signature$|^cookie|^setcookie|(card|account|routing)(number|no)$/
const PHONE_KEY =
  /(^|_)(phone|from|to|caller|callee|mobile|cell|number|msisdn|tel|telephone|fax|sms|whatsapp|contact)(_|$)|(phone|from|to|mobile)(number|no)$/
const NAME_KEY = /^(customer|caller|contact|first|last|full|cardholder|account_holder)_?name$/

/** @param phone a phone number in any writing. @returns its country, area and last two digits: "+1 828 ••• ••42". */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/%2B/i, '').replace(/\D/g, '')
  if (digits.length < 7) return '•••'
  const end = digits.slice(-2)
  if (digits.length === 11 && digits.startsWith('1')) return `+1 ${digits.slice(1, 4)} ••• ••${end}`
  if (digits.length === 10) return `${digits.slice(0, 3)} ••• ••${end}`
  return `+${digits.slice(0, 2)} ••• ••${end}`
}

/** @param email an address. @returns its first letters and its ending: "d•••@blu•••.com". */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split(/@|%40/)
  const dot = domain.lastIndexOf('.')
  return `${local.slice(0, 1)}•••@${domain.slice(0, Math.min(3, dot))}•••${domain.slice(dot)}`
}

/** @param address a network address. @returns its network alone: "203.0.•••.•••", "2001:db8:•••". */
export function maskAddress(address: string): string {
  const [first, second, ...rest] = address.split('.')
  if (rest.length === 2) return `${first}.${second}.•••.•••`
  const groups = address.split(':').filter(Boolean)
  return address.includes(':') && groups.length > 2 ? `${groups.slice(0, 2).join(':')}:•••` : '•••'
}

/**
 * Hides phone numbers, e-mail addresses, credentials, and card and account numbers in free text, such as a
 * message or a stack trace.
 * @param text any text.
 * @returns the text with those replaced; everything else unchanged.
 */
export function maskText(text: string): string {
  return maskAccounts(
    text
      .replace(SECRET_PARAMETER, `$1${DOTS}`)
      .replace(CREDENTIAL, DOTS)
      .replace(SECRET_ASSIGNMENT, `$1$2${DOTS}`)
      .replace(EMAIL, maskEmail),
  )
    .replace(PHONE, maskPhone)
    .replace(SOCIAL_SECURITY, '•••-••-••••')
}

function snakeCase(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
}

/** @param key what a value stands under. @returns whether all of it is hidden, whatever it holds. */
export function isSecretKey(key: string): boolean {
  if (key.length > 200) return false
  return SECRET_KEY.test(snakeCase(key)) || SECRET_RUN.test(key.replace(/[^A-Za-z]/g, '').toLowerCase())
}

/**
 * Hides one value of a payload, by what its key is called, in any writing, and by what it looks like.
 * @param key the key that it stands under; entries of a list go by their list's key.
 */
export function maskLeaf(key: string, value: JsonLeaf): JsonLeaf {
  if (value === null || typeof value === 'boolean') return value
  if (isSecretKey(key)) return DOTS
  const name = snakeCase(key.slice(0, 200))
  const text = String(value)
  if (PHONE_KEY.test(name) && /^(?:tel:|sms:|whatsapp:)?\+?[\d ().-]{10,17}$/.test(text))
    return maskPhone(text)
  if (NAME_KEY.test(name)) return `${text.slice(0, 1)}•••`
  if (typeof value === 'string') return maskText(value)
  if (!Number.isInteger(value)) return value
  if (/^1[2-9]\d{2}[2-9]\d{6}$/.test(text)) return maskPhone(text)
  return /^[3-6]\d{13,18}$/.test(text) && maskCard(text) !== text ? maskCard(text) : value
}

/** What JSON can hold. */
export type Json = JsonLeaf | { [key: string]: Json | undefined } | Json[]
export type JsonLeaf = string | number | boolean | null
export type JsonContainer = Extract<Json, object>

const PAIR_NAMES = ['name', 'key', 'header', 'field']

/**
 * The keys that the entries of a container go by: their own; of a list, the list's; and of what is written as
 * pairs, such as `{ "name": "X-Api-Key", "value": … }` or `["Authorization", …]`, the name in the pair.
 */
export function keysOf(container: JsonContainer, own: string): (name: string) => string {
  if (Array.isArray(container)) {
    return (name) => {
      const before = container[Number(name) - 1]
      return typeof before === 'string' && before.length < 60 && isSecretKey(before) ? before : own
    }
  }
  const called = PAIR_NAMES.map((name) => (Object.hasOwn(container, name) ? container[name] : null)).find(
    (name) => typeof name === 'string' && isSecretKey(name),
  )
  return (name) => (called && /^values?$/i.test(name) ? String(called) : name)
}

const empty = (like: JsonContainer): JsonContainer => (Array.isArray(like) ? [] : {})

function put(into: JsonContainer, name: string, value: Json) {
  if (Array.isArray(into)) into.push(value)
  // Whatever a key is called, __proto__ too, it becomes a key and nothing else.
  else Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true })
}

/**
 * Hides personal data and credentials wherever they stand in a payload, however deep: by what the key is called,
 * in any writing, and by what the value, or the key itself, looks like.
 * @param value a payload.
 * @param key the key the value stands under, if any.
 * @returns a copy of the same shape, safe to send to a browser.
 */
export function maskJson(value: Json, key = ''): Json {
  if (value === null || typeof value !== 'object') return maskLeaf(key, value)
  if (isSecretKey(key)) return DOTS
  const root = empty(value)
  const open = [{ source: value, into: root, key }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { source, into, key: own } = next
    const keyOf = keysOf(source, own)
    for (const [name, given] of Object.entries(source)) {
      const item: Json = given ?? null
      const key = keyOf(name)
      if (item === null || typeof item !== 'object') put(into, maskText(name), maskLeaf(key, item))
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
