import type { ParserMap } from 'nuqs/server'
import type { PulseView } from '../pulse'
import type { ListChart, ListFilter } from './declaration'
import { chartWhen, type Period, timeFilter } from './params'
import { type SearchField, SINCE_WORDS } from './search-syntax'
import type { Span } from './span'

type Read = Record<string, unknown>

/**
 * @param filters the parameters that become the filter.
 * @param params their values.
 * @param now milliseconds since 1970.
 * @returns the filter as the database functions take it.
 */
export function filterOf(filters: ParserMap, params: Read, now: number): ListFilter {
  const { period, span, q, ...rest } = Object.fromEntries(
    Object.keys(filters).map((name) => [name, params[name]]),
  )
  const time = { period: period as Period, span: span as Span | null }
  return {
    ...(rest as ListFilter),
    ...('q' in filters ? { q: (q as string) || null } : {}),
    ...('period' in filters ? timeFilter(time, now) : {}),
  }
}

/** @returns whether a parameter has another value than its default. */
export function isChosen(filters: ParserMap, params: Read, name: string): boolean {
  return JSON.stringify(params[name]) !== JSON.stringify(filters[name]?.parseServerSide(undefined))
}

/** @returns whether the rows are narrowed by anything but what always is, so that no rows means that nothing matches. */
export function isFiltered(filters: ParserMap, params: Read, always: readonly string[]): boolean {
  const counted = Object.keys(filters).filter((name) => !always.includes(name))
  return Boolean(params.after || params.before) || counted.some((name) => isChosen(filters, params, name))
}

/** @returns the count of the pulse that counts the same rows as a list under these parameters. */
export function alsoCountedAs(
  views: readonly PulseView[],
  filters: ParserMap,
  params: Read,
): PulseView['count'] | null {
  const shows = ({ under = {} }: PulseView) =>
    Object.keys(filters).every((name) =>
      name in under
        ? JSON.stringify(params[name]) === JSON.stringify(under[name])
        : !isChosen(filters, params, name),
    )
  return views.find(shows)?.count ?? null
}

/** @returns when what a list's chart shows happened, in words: "in the last 24 hours". */
export function whenOf(chart: ListChart | undefined, params: Read): string {
  const { period = 'all', span = null } = params as { period?: Period; span?: Span | null }
  return chartWhen({ period: period === 'all' ? (chart?.period ?? 'all') : period, span })
}

type Parser = ParserMap[string] & { choices?: readonly string[] }

/** @returns the key of the search box that sets a parameter. */
export function fieldOf(key: string, param: string, parser: Parser | undefined): SearchField {
  if (param === 'period') return { key, param, words: SINCE_WORDS }
  const initial: unknown = parser?.parseServerSide(undefined)
  if (Array.isArray(initial)) return { key, param, many: true }
  if (!parser?.choices) return { key, param }
  const words = parser.choices.map((word) => [word, word === initial ? null : word] as const)
  return { key, param, words: Object.fromEntries(words) }
}
