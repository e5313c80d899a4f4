/** A key of the search box: `type:retell_timeout`. */
export type SearchField = {
  /** What is typed before the colon. */
  key: string
  /** The parameter of the URL that it sets, which is also the name of its facet. */
  param: string
  /** Whether several values may be chosen. */
  many?: boolean
  /** The words it takes and what each is in the URL; null is the default, which the URL leaves out. */
  words?: Record<string, string | null>
  /** Whether a path and a value follow: `payload.call.call_id = "call_1"`; becomes `call.call_id="call_1"`. */
  path?: true
}

/** What was typed, taken apart. */
export type ParsedSearch = {
  /** What stays in the box as free text. */
  text: string
  /** Values by the field's parameter, in the order in which they were typed. */
  values: Record<string, string[]>
  /** What looks like a field but has a value that it does not take, with what it does take. */
  refused: { token: string; takes: string[] }[]
}

/** How far back, as one says it, and the period that it is. */
export const SINCE_WORDS: Record<string, string> = {
  '1h': '1h',
  '24h': '24h',
  '1d': '24h',
  '7d': '7d',
  '1w': '7d',
  '30d': '30d',
  '90d': '90d',
}

const PATH = /([a-z_]+)\.([^\s=:"]+)\s*=\s*("[^"]*"|[^\s"]+)/gi

/** Takes conditions on a path out of what was typed. @returns the rest. */
function takePaths(typed: string, fields: SearchField[], values: ParsedSearch['values']): string {
  return typed.replace(PATH, (token, key: string, path: string, value: string) => {
    const field = fields.find((candidate) => candidate.path && candidate.key === key.toLowerCase())
    if (!field) return token
    values[field.param] = [...(values[field.param] ?? []), `${path}=${value}`]
    return ''
  })
}

/** What is in quotes, and a key with its value, where a word begins. */
const TOKEN = /"[^"]*"|(?<!\S)([a-z_]+):("[^"]*"|[^\s"]+)(?!\S)\s*/gi

/** What is in quotes as a whole is meant as it stands: it is found with quotes around it and without. */
const withoutQuotes = (text: string) => text.trim().replace(/^"([^"]*)"$/, '$1')

/**
 * Takes a search apart: `type:retell_timeout is:open since:24h free text`. A key that no field has, such as
 * the scheme of an address, is free text, which stays as it was typed or pasted, spaces and quotes and all. What is in
 * quotes as a whole holds no keys.
 * @param typed what stands in the box.
 * @param fields the list's keys.
 */
export function parseSearch(typed: string, fields: SearchField[]): ParsedSearch {
  const parsed: ParsedSearch = { text: '', values: {}, refused: [] }
  if (/^"[^"]*"$/.test(typed.trim())) return { ...parsed, text: withoutQuotes(typed) }
  const rest = takePaths(typed, fields, parsed.values)
  const text = rest.replace(TOKEN, (token, key: string | undefined, given = '') => {
    const field = key && fields.find((candidate) => !candidate.path && candidate.key === key.toLowerCase())
    if (!field) return token
    const value = given.replaceAll('"', '')
    const meant = field.words ? field.words[value.toLowerCase()] : value
    if (meant === undefined) {
      parsed.refused.push({ token: token.trim(), takes: Object.keys(field.words ?? {}) })
      return token
    }
    const before = field.many ? (parsed.values[field.param] ?? []) : []
    parsed.values[field.param] = [...before, meant ?? '']
    return ''
  })
  parsed.text = withoutQuotes(text)
  return parsed
}

/** A way to go on with what is being typed. */
export type Completion = {
  /** What is shown: `type:` or `type:retell_timeout`. */
  label: string
  /** What the whole box holds when it is chosen. */
  typed: string
  /** How many rows have it, where that is known. */
  matches?: number
}

const quoted = (value: string) => (/\s/.test(value) ? `"${value}"` : value)

/**
 * Ways to complete the last word of a search.
 * @param typed what stands in the box.
 * @param fields the list's keys.
 * @param facets the values that rows have, by parameter.
 * @returns eight at most; none while nothing is being typed that could become a key.
 */
export function completeSearch(
  typed: string,
  fields: SearchField[],
  facets: { facet: string; value: string; matches: number }[],
): Completion[] {
  const last = typed.match(/(?:[a-z_]+:"?[^"]*|\S*)$/i)?.[0] ?? ''
  const rest = typed.slice(0, typed.length - last.length)
  const [key, ...parts] = last.split(':')
  if (parts.length === 0) {
    return fields
      .filter((field) => field.key.startsWith(last.toLowerCase()))
      .map(({ key, path }) => (path ? `${key}.` : `${key}:`))
      .map((begun) => ({ label: begun, typed: `${rest}${begun}` }))
  }
  const field = fields.find((candidate) => candidate.key === key?.toLowerCase())
  if (!field) return []
  const begun = parts.join(':').replaceAll('"', '').toLowerCase()
  const values = field.words
    ? Object.keys(field.words).map((value) => ({ value, matches: undefined }))
    : facets.filter(({ facet }) => facet === field.param)
  return values
    .filter(({ value }) => value.toLowerCase().includes(begun))
    .slice(0, 8)
    .map(({ value, matches }) => ({
      label: `${field.key}:${quoted(value)}`,
      typed: `${rest}${field.key}:${quoted(value)} `,
      matches,
    }))
}
