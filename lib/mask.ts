const DOTS = '••••••••'
const EMAIL = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi
const PHONE = /\+\d[\d ().-]{7,17}\d|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b/g
const CREDENTIAL =
  /\b(?:sk|rk|pk|whsec|key|ghp|xox[abp])_[A-Za-z0-9_]{8,}|\bBearer\s+[\w.~+/-]+=*|\beyJ[\w-]+\.[\w-]+\.[\w-]*/g
const SECRET_PARAMETER =
  /([?&](?:[a-z_-]*token|sig|signature|x-amz-[a-z]+|[a-z_-]*key|secret|password|code|auth)=)[^&#\s"']+/gi
const SECRET_KEY =
  /(^|_)(token|secret|password|passwd|authorization|cookie|signature|cvc|ssn|iban|card_number|account_number|routing_number|(api|access|private|signing|update)_key)(_|$)/
const PHONE_KEY = /(^|_)(phone|from|to|caller|callee|mobile|number)(_|$)/
const NAME_KEY = /^(customer|caller|contact|first|last|full)_name$/

/** @param phone a phone number in any writing. @returns its country, area and last two digits: "+1 828 ••• ••42". */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits.length < 7) return '•••'
  const end = digits.slice(-2)
  if (digits.length === 11 && digits.startsWith('1')) return `+1 ${digits.slice(1, 4)} ••• ••${end}`
  if (digits.length === 10) return `${digits.slice(0, 3)} ••• ••${end}`
  return `+${digits.slice(0, 2)} ••• ••${end}`
}

/** @param email an address. @returns its first letters and its ending: "d•••@blu•••.com". */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  const dot = domain.lastIndexOf('.')
  return `${local.slice(0, 1)}•••@${domain.slice(0, Math.min(3, dot))}•••${domain.slice(dot)}`
}

/**
 * Hides phone numbers, e-mail addresses and credentials in free text, such as a message or a stack trace.
 * @param text any text.
 * @returns the text with those replaced; everything else unchanged.
 */
export function maskText(text: string): string {
  return text
    .replace(SECRET_PARAMETER, `$1${DOTS}`)
    .replace(CREDENTIAL, DOTS)
    .replace(EMAIL, maskEmail)
    .replace(PHONE, maskPhone)
}

function snakeCase(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
}

function maskValue(key: string, value: string | number): string | number {
  if (SECRET_KEY.test(key)) return DOTS
  const text = String(value)
  if (PHONE_KEY.test(key) && /^\+?[\d ().-]{10,17}$/.test(text)) return maskPhone(text)
  if (NAME_KEY.test(key)) return `${text.slice(0, 1)}•••`
  return typeof value === 'string' ? maskText(value) : value
}

/** What JSON can hold. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

/**
 * Hides personal data and credentials wherever they stand in a payload: by what the key is called, in
 * any writing, and by what the value looks like.
 * @param value a payload.
 * @param key the key the value stands under, if any; entries of a list go by their list's key.
 * @returns a copy of the same shape, safe to send to a browser.
 */
export function maskJson(value: Json, key = ''): Json {
  const name = snakeCase(key)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string' || typeof value === 'number') return maskValue(name, value)
  if (SECRET_KEY.test(name)) return DOTS
  if (Array.isArray(value)) return value.map((item) => maskJson(item, key))
  return Object.fromEntries(
    Object.entries(value).map(([child, item]) => [child, maskJson(item ?? null, child)]),
  )
}
