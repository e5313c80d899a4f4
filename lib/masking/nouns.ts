/** What long numbers count or name, in one or several: a number next to such a noun is no phone number. */
const NAMED =
  'order|invoice|ticket|case|request|row|line|record|event|job|batch|build|port|pid|process|thread|offset|position|index|' +
  'sequence|seq|version|revision|rev|timestamp|time|epoch|length|size|count|total|amount|limit|max|min|range|item|entry|' +
  'page|code|transaction|payment|charge|tracking|shipment|parcel|sku|product|part|serial|lot|reference|booking|' +
  'reservation|confirmation|run|task|snapshot|checkpoint|block|hash|object|tenant|run|trace|span|session|worker|node|' +
  'bucket|shard|partition|message id|duration|latency|elapsed|uptime|memory|heap|rss|balance|checksum|crc|nonce|seed|' +
  'quote|contract|policy|claim|asset|meter|po|isbn|upc|ean|gtin|fingerprint'
const UNITS =
  'byte|bit|row|line|record|event|item|entry|entrie|order|id|token|character|char|page|message|webhook|request|cent|' +
  'dollar|usd|second|sec|millisecond|microsecond|nanosecond|minute|tick|cycle|operation|op|job|unit|point|sample|pixel|' +
  'time|ms|us|µs|ns|kb|mb|gb|kib|mib|gib|hz'
const ABBREVIATED = 'id|oid|xid|txid|lsn|uid|gid|ref|ord|inv|tkt|key id'

const words = (list: string) => new Set(list.split('|').flatMap((word) => [word, `${word}s`]))
const BEFORE = words(
  `${NAMED}|${ABBREVIATED}|byte|bit|token|ms|ns|nanosecond|millisecond|microsecond|query|queries`,
)
const AFTER = words(UNITS)
/** A range is counted even where its parts look like a number with dashes. */
const RANGES = words('row|line|range|byte|page|port|record|item|entry|offset|position')

/** Words that may stand between the noun and the number. */
const LINKS = new Set(['no', 'nr', 'num', 'number', 'is', 'was', 'of', 'ids', 'id', 'numbers'])
/** How far the noun may stand from the number: quotes, a colon, a hash, but no end of a sentence. */
const LAST_WORD = /([A-Za-zµ]+)(?:\.(?=[ #]))?["'\\\s:=#()[_-]{0,6}$/
const NEXT_WORD = /^["'\\]{0,2}[ _-]?([A-Za-zµ]+)/
const LIST = /(?:\d{7,}["'\\]{0,2}(?:, ?| and | or )["'\\]{0,2})+$/

/** "orderId" → "id": the noun that a written-together name ends with. */
const lastPart = (word: string) =>
  (/[a-z](?=[A-Z][a-z]*$)/.test(word) ? word.replace(/^.*[a-z](?=[A-Z])/, '') : word).toLowerCase()

function nounBefore(text: string): string {
  const found = LAST_WORD.exec(text)
  if (!found?.[1]) return ''
  const word = lastPart(found[1])
  if (!LINKS.has(word) || word.startsWith('id')) return word
  return lastPart(LAST_WORD.exec(text.slice(0, found.index))?.[1] ?? '')
}

/**
 * Whether a number is one that is counted, or the name of a thing: "order 2345678901", "4294967296 bytes".
 * @param kind `range` where its parts are divided as a phone number's are, so that only a range counts.
 */
export function isCounted(text: string, index: number, length: number, kind: 'any' | 'range'): boolean {
  const before = text.slice(Math.max(0, index - 64), index).replace(LIST, '')
  if ((kind === 'any' ? BEFORE : RANGES).has(nounBefore(before))) return true
  const after = NEXT_WORD.exec(text.slice(index + length, index + length + 24))?.[1]
  return after !== undefined && (kind === 'any' ? AFTER : RANGES).has(after.toLowerCase())
}

/** @param name a key in snake case. @returns whether a bare number under it names or counts a thing. */
export function isCountedKey(name: string): boolean {
  return BEFORE.has(name.slice(name.lastIndexOf('_') + 1)) || /_(?:at|number_of)$|^num_/.test(name)
}
