const SECRET_KEY =
  /(^|_)(tokens?|secrets?|passwords?|passwd|passphrase|passcode|pwd|pass|authorization|credentials?|cookies?|set_cookie|signature|hmac|cvc|cvv|ssn|social_security(_number)?|iban|pin|pan|otp|digits|card_(number|no)|account_(number|no)|routing_(number|no)|bank_account|tax_id|passport(_number|_no)?|drivers?_licen[cs]e(_number)?|(api|access|private|signing|update|secret|encryption|auth|shared|service_role|session|license)_keys?|(gate|door|access|alarm|entry|lock|lockbox|lock_box|garage|security|verification|auth|authorization|one_time|pass|pin|backup|recovery|unlock)_codes?)(_|$)/
/** The same words where nothing divides them: `apikey`, `ACCESSTOKEN`. */
const SECRET_RUN =
  /(api|access|private|signing|secret|auth)keys?$|(access|refresh|auth|session|bearer|api|csrf|id)tokens?$|clientsecret|webhooksecret|password|passphrase|authorization$|signature$|^cookie|^setcookie|(card|account|routing)(number|no)$|(gate|door|alarm|lockbox|access)code$/
/** What says something about a secret, and is none: how many, how long, until when, of which kind. */
const ABOUT =
  /(^|_)(max|min|num|total|used|prompt|completion|input|output|cached|reasoning)(_[a-z]+)?_tokens?(_|$)|^tokens(_|$)|_tokens$(?<!(access|refresh|auth|session|api|bearer|csrf|id)_tokens)|_(usage|counts?|limits?|type|ttl|expires?|expires_(at|in)|expiry|expiration|length|size|at|status|required|policy|version|valid|verified|present|set|method|mode|provider|scheme|url|uri|endpoint|domain|budget|cost|price|enabled|reset)$/
const PERSONS =
  '(?:customer|caller|callee|contact|attendee|guest|patient|client|lead|home_?owner|tenant|recipient|sender|payer|payee|owner|card_?holder|account_?holder|holder|invitee|booker|subscriber|signer|person|profile|billing|shipping|beneficiary|spouse|resident|occupant|buyer|member|driver|employee|technician|cnam|user)'
const NAME_KEY = new RegExp(
  `(^|_)${PERSONS}s?(_s)?(_(full|first|last|middle|given|family|display|legal|preferred))*_?names?$|(^|_)(first|last|full|middle|given|family|maiden|fore|person)_?name$|^surname$|^cnam$|(^|_)name_(of|for)_(the_)?${PERSONS}|^(your|my|attendee|guest)_?name$`,
)
const PERSON_KEY =
  /(^|_)(attendee|caller|customer|guest|patient|client|homeowner|home_owner|tenant|recipient|invitee|booker|cardholder|person|spouse|contact|technician)s?$/
const PERSON = /^\p{Lu}[\p{L}'’.-]*(?: [\p{L}'’.-]+){1,4}$/u
const OTHER_ADDRESS =
  /(^|_)(ip|ipv4|ipv6|mac|e_?mail|wallet|remote|server|bind|listen|local|peer|host|web|network|memory|contract|return|source|destination|client|socket)_addr(ess)?$/
const ADDRESS_KEY =
  /(^|_)(street|street_?[12]|line_?[12]|address_?(line_?)?[1-3]|street_?(name|number|address)|house_?number|postal_?code|post_?code|zip|zip_?code|city|town|dob|date_of_birth|birth_?(date|day)|(service|home|mailing|billing|shipping|property|job|customer|visit|install)_?(location|site))$|(^|_)address(es)?$|address$|(^|_)addr$|^address_of_/
const PHONE_KEY =
  /(^|_)(phone|from|to|caller|callee|called|mobile|cell|number|msisdn|tel|telephone|fax|sms|whatsapp|contact|callback|wa_id)(_|$)|(phone|from|to|mobile)(number|no)$/
const CONTACT_KEY =
  /(^|_)(e_?mail|email_?address|phone|phone_?number|mobile|cell|msisdn|attendees?|telephone)(_|$)/
/** Who is no customer's person: the business and its tools. */
const OWN =
  /(^|_)(organi[sz]er|organi[sz]ation|business|company|merchant|agent|tool|team|product|vendor|account|app)s?$/
const OWN_NAME =
  /^[a-z0-9]+(?:[_.:-][a-z0-9]+)+$|\b(?:LLC|Inc|Ltd|Co|Corp|GmbH|HVAC|Plumbing|Heating|Cooling|Electric(?:al)?|Roofing|Services?|Company)\b/
/** Keys that describe a value of a form and say nothing about the person. */
const DESCRIPTION =
  /^(label|type|id|uid|is_?hidden|kind|object|locale|country|country_code|state|region|time_?zone|language|lat|lng|verified)$/i
const PAIR_NAMES = ['name', 'key', 'header', 'field', 'label', 'slug', 'question', 'variable']

/** Longest key that is read. */
const LONGEST = 200

/** Keys repeat from entry to entry: what was found out about the last ones is kept. */
function remembered<Found>(find: (key: string) => Found): (key: string) => Found {
  const known = new Map<string, Found>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= 2000) known.clear()
    const found = find(key)
    known.set(key, found)
    return found
  }
}

/** @returns a key in lower case, its words divided by "_": `X-Api-Key` → "x_api_key". */
export const snakeCase = remembered((key) =>
  key
    .slice(0, LONGEST)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase(),
)

/** @param key what a value stands under. @returns whether all of it is hidden, whatever it holds. */
export const isSecretKey = remembered((key) => {
  if (key.length > LONGEST) return false
  const name = snakeCase(key)
  if (ABOUT.test(name)) return false
  return SECRET_KEY.test(name) || SECRET_RUN.test(key.replace(/[^A-Za-z]/g, '').toLowerCase())
})

/** What a key says of the value under it. */
export type KeyKind = 'name' | 'address' | 'phone' | null

type KeyRule = KeyKind | 'person' | 'own or name'

const ruleOfKey = remembered((name): KeyRule => {
  if (name === 'person_name') return 'own or name'
  if (NAME_KEY.test(name) && !/(^|_)username$/.test(name)) return 'name'
  if (ADDRESS_KEY.test(name) && !OTHER_ADDRESS.test(name)) return 'address'
  if (PERSON_KEY.test(name)) return 'person'
  return PHONE_KEY.test(name) ? 'phone' : null
})

/**
 * @param name a key in snake case.
 * @param value what stands under it, where that decides.
 */
export function kindOfKey(name: string, value: string): KeyKind {
  const rule = ruleOfKey(name)
  if (rule === 'own or name') return OWN_NAME.test(value) ? null : 'name'
  if (rule !== 'person') return rule
  if (PERSON.test(value) && !OWN_NAME.test(value)) return 'name'
  return PHONE_KEY.test(name) ? 'phone' : null
}

type Container = { [key: string]: unknown } | unknown[]

/** The key that a pair's value goes by: `{ "name": "X-Api-Key", "value": … }`, `{ "label": "Your name", "value": … }`. */
function pairKey(container: { [key: string]: unknown }): string | null {
  if (!Object.keys(container).some((name) => /^(?:values?|answer|response)$/i.test(name))) return null
  for (const name of PAIR_NAMES) {
    const called = Object.hasOwn(container, name) ? container[name] : null
    if (typeof called !== 'string' || called.length > 60) continue
    const kind = kindOfKey(snakeCase(called), '')
    if (isSecretKey(called) || kind === 'name' || kind === 'address') return called
  }
  return null
}

const isContactKey = remembered((name) => CONTACT_KEY.test(snakeCase(name)) || name === 'address')
const hasContact = (container: object) => Object.keys(container).some(isContactKey)

/**
 * The keys that the entries of a container go by: their own; of a list, the list's; of what is written as pairs, the
 * name in the pair; of a name or an address in parts, the whole's; and `name` next to an e-mail address or a phone is
 * a person's.
 */
export function keysOf(container: Container, own: string): (name: string) => string {
  if (Array.isArray(container)) {
    return (name) => {
      const before = container[Number(name) - 1]
      return typeof before === 'string' && before.length < 60 && isSecretKey(before) ? before : own
    }
  }
  const whole = snakeCase(own)
  const kind = kindOfKey(whole, '')
  if (kind === 'name' || kind === 'address') return (name) => (DESCRIPTION.test(snakeCase(name)) ? name : own)
  const called = pairKey(container)
  const isPerson = !OWN.test(whole) && 'name' in container && hasContact(container)
  return (name) => {
    if (called && /^(?:values?|answer|response)$/i.test(name)) return called
    return isPerson && name === 'name' ? 'person_name' : name
  }
}
