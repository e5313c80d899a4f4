import {
  createParser,
  type inferParserType,
  type ParserMap,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
  type SearchParams,
  type SingleParser,
} from 'nuqs/server'
import { isPostgresTime } from '../format/postgres-time'
import { isUuid } from '../uuid'
import { parseSpan, type Span } from './span'

/** How far back a list or chart looks. */
export const PERIODS = ['1h', '24h', '7d', '30d', '90d', 'all'] as const
export type Period = (typeof PERIODS)[number]

const SPANS = { '1h': 'hour', '24h': '24 hours', '7d': '7 days', '30d': '30 days', '90d': '90 days' }

const HOURS: Record<Exclude<Period, 'all'>, number> = {
  '1h': 1,
  '24h': 24,
  '7d': 168,
  '30d': 720,
  '90d': 2160,
}

/** @param period a period. @returns its length in hours; "all" looks back 90 days where a length is needed. */
export function periodHours(period: Period): number {
  return HOURS[period === 'all' ? '90d' : period]
}

/**
 * What a chart over a list covers: the chosen period, and the last day where none is chosen.
 * @param period the list's period.
 * @returns the chart's period and its name, for "in the last 24 hours".
 */
export function chartPeriod(period: Period): { period: Exclude<Period, 'all'>; label: string } {
  const shown = period === 'all' ? '24h' : period
  return { period: shown, label: SPANS[shown] }
}

/**
 * @param params a list's period, and the stretch of time chosen by hand.
 * @returns when what a chart shows happened, in words: "in the last 24 hours".
 */
export function chartWhen({ period, span }: { period: Period; span: Span | null }): string {
  return span ? 'in the time chosen' : `in the last ${chartPeriod(period).label}`
}

/**
 * @param period a period.
 * @param now milliseconds since 1970.
 * @returns its start as ISO 8601, or undefined when it has none.
 */
export function periodStart(period: Period, now: number): string | undefined {
  if (period === 'all') return undefined
  return new Date(now - HOURS[period] * 3_600_000).toISOString()
}

/** A row's id. */
export const uuid = createParser({
  parse: (value: string) => (isUuid(value) ? value : null),
  serialize: (value: string) => value,
})

/** A place in a keyset: the sort column's value, empty where it is null, and the id of the row next to it. */
export type Cursor = [value: string, id: string]

const cursorParser = createParser<Cursor>({
  parse(text) {
    const at = text.lastIndexOf('~')
    const id = text.slice(at + 1)
    return at >= 0 && isUuid(id) ? [text.slice(0, at), id] : null
  },
  serialize: ([value, id]) => `${value}~${id}`,
  eq: (a, b) => a[0] === b[0] && a[1] === b[1],
})

const spanParser = createParser<Span>({
  parse: parseSpan,
  serialize: (span) => span.join('~'),
  eq: (a, b) => a.join() === b.join(),
})

/**
 * @param params a list's period, and the stretch of time chosen by hand, which takes precedence.
 * @param now milliseconds since 1970.
 * @returns the filter's first moment and the one that is no longer meant, as the database functions take them.
 */
export function timeFilter({ period, span }: { period: Period; span: Span | null }, now: number) {
  if (span) return { since: span[0], until: span[1] }
  return { since: periodStart(period, now) ?? null, until: null }
}

/** Any number of texts, comma separated. */
export const texts = parseAsArrayOf(parseAsString).withDefault([])

/** Any number of the given words; others are dropped. */
export function words<const Word extends string>(allowed: readonly Word[]) {
  const parser = parseAsArrayOf(parseAsStringLiteral(allowed)).withDefault([])
  return Object.assign(parser, { choices: allowed })
}

/** One of the given words, the first being the default. */
export function oneOf<const Word extends string>(allowed: readonly [Word, ...Word[]]) {
  return Object.assign(parseAsStringLiteral(allowed).withDefault(allowed[0]), { choices: allowed })
}

/** The parameters that lists have in common. A list declares which of them it has; the last three are every list's. */
export const listParsers = {
  q: parseAsString.withDefault(''),
  customer: uuid,
  period: parseAsStringLiteral(PERIODS).withDefault('all'),
  span: spanParser,
  order: parseAsStringLiteral(['asc', 'desc']),
  after: cursorParser,
  before: cursorParser,
}

/** What a column that sorts holds, so that a cursor of another kind is found before the database refuses it. */
type SortKinds = Record<string, 'text' | 'number' | 'time'>

function fitsSort(cursor: unknown, kind: SortKinds[string] | undefined): boolean {
  const value = Array.isArray(cursor) ? String(cursor[0]) : ''
  if (value === '' || !kind || kind === 'text') return true
  return kind === 'number' ? /^-?\d{1,9}$/.test(value) : isPostgresTime(value)
}

function isUnderstood(parser: ParserMap[string], raw: string | string[]): boolean {
  if (typeof raw !== 'string') return false
  const value: unknown = (parser as SingleParser<unknown>).parse(raw)
  if (value === null || value === undefined) return false
  // A list drops the words that it does not know; count what is left.
  return (
    !Array.isArray(value) ||
    parser === cursorParser ||
    parser === spanParser ||
    value.length === raw.split(',').length
  )
}

/**
 * Reads a list's parameters from the URL. What is malformed falls back to its default.
 * @param parsers the list's parameters.
 * @param raw the URL's parameters.
 * @param sorts what the columns hold that are not text, or what the column holds that these parameters sort
 * by; a cursor that does not fit is malformed too.
 * @returns the values, and the names of parameters that were malformed or unknown, for a quiet notice.
 */
export function readParams<Parsers extends ParserMap>(
  parsers: Parsers,
  raw: SearchParams,
  sorts: SortKinds | ((params: inferParserType<Parsers>) => SortKinds[string] | undefined) = {},
) {
  const ignored: string[] = []
  for (const [name, text] of Object.entries(raw)) {
    const parser = Object.hasOwn(parsers, name) ? parsers[name] : undefined
    if (text === undefined || text === '') continue
    if (!parser || !isUnderstood(parser, text)) ignored.push(name)
  }
  const params: Record<string, unknown> = Object.fromEntries(
    Object.entries(parsers).map(([name, parser]) => {
      const text = raw[name]
      return [name, parser.parseServerSide(typeof text === 'string' ? text : undefined)]
    }),
  )
  const kind =
    typeof sorts === 'function' ? sorts(params as inferParserType<Parsers>) : sorts[String(params.sort)]
  for (const name of ['after', 'before']) {
    if (fitsSort(params[name], kind)) continue
    params[name] = null
    ignored.push(name)
  }
  return { params: params as inferParserType<Parsers>, ignored }
}
