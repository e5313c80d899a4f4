import { type inferParserType, type ParserMap, parseAsStringLiteral, type SearchParams } from 'nuqs/server'
import type { PageHelp } from './list-help'
import { type Cursor, chartWhen, listParsers, type Period, readParams, timeFilter } from './list-params'
import type { BulkAction, List } from './lists'
import type { MaskedColumns } from './mask-columns'
import { type SearchField, SINCE_WORDS } from './search-syntax'
import type { Span } from './span'
import type { Database } from './supabase/database.types'

/** A filter as the database functions take it. */
export type ListFilter = Record<string, string | string[] | null>

/** Why there are no rows: a title, and a sentence. */
type Empty = readonly [title: string, text: string]

/** A list over time. */
export type ListChart = {
  /** The period where none is chosen; the last day without one. */
  period?: Exclude<Period, 'all'>
  bars: number | Readonly<Partial<Record<Period, number>>>
  /** The series that come first, in their order. */
  first?: readonly string[]
  /** Whether it shows the rows of every state. */
  allStates?: boolean
}

/** The noun after how many rows match, and whether their state stands before it. */
type Counted = { one: string; many: string; withState?: boolean }

type Values<Params extends ParserMap> = inferParserType<Params>

/** The values of a list's parameters. */
export type ListParams<
  Params extends ParserMap,
  Looks extends ParserMap,
  Sort extends string,
> = Values<Params> &
  Values<Looks> & {
    sort: Sort
    order: 'asc' | 'desc' | null
    after: Cursor | null
    before: Cursor | null
  }

/** All that is particular to one list. Pages, exports, help, bench and tests read it; nothing here needs React or a server. */
type Declaration<
  Name extends List,
  Params extends ParserMap,
  Looks extends ParserMap,
  Sort extends string,
  Facet extends string,
> = {
  /** As the database calls it (table private.lists). */
  name: Name
  /** Its heading. */
  title: string
  /** What one row is called, and several. */
  row: { one: string; many: string }
  /** Where it is shown; a list without a page is part of a detail. */
  page?: `/${string}`
  /** Whether a row opens a detail of its own; it does unless this is false. */
  details?: false
  /** The `view` in the address, where the page shows several lists. */
  view?: string
  /** The parameters that become the filter, each under its own name. A parameter that is not declared is not accepted. */
  params: Params
  /** The parameters that show the same rows differently. */
  looks?: Looks
  /** What differs from the parameters in the filter. */
  filter?: (params: Values<Params>, now: number) => ListFilter
  /** The states with their labels, as they stand side by side; the first is the default. */
  states?: Readonly<Record<string, string>>
  /** The parameters that narrow every view of the list: no rows under these alone does not mean that nothing matches. */
  always?: readonly (keyof Params & string)[]
  /** The orders and what their columns hold; the first is the default. */
  sorts: Readonly<Record<Sort, 'text' | 'number' | 'time'>>
  /** The default order, where it depends on what is shown. */
  sortOf?: (params: Values<Params>) => NoInfer<Sort>
  /** The orders that begin with the smallest or oldest. */
  ascending?: readonly NoInfer<Sort>[]
  /** The database function that finds a page of rows. */
  rows: keyof Database['public']['Functions'] & `list_${string}`
  /** The columns that hold personal data, and how each is masked. */
  masked: MaskedColumns
  /** What can be done to everything that matches (table private.bulk_verbs). */
  bulk?: readonly BulkAction[]
  /** The keys in the status bar. */
  keys: readonly (readonly [key: string, what: string])[]
  /** What stands after how many match; their state without it. */
  counted?: Counted
  /** Why there are no rows where nothing is filtered; by state where `state` is always chosen. */
  empty: Empty | Readonly<Record<string, Empty>>
  /** The parameters that are chosen from the values that rows have, with their labels (table private.list_facets). */
  facets?: Readonly<Record<Facet, string>>
  /** The search box: its label, and the parameter that each of its keys sets. */
  search?: {
    label: string
    keys: Readonly<Record<string, (keyof Params & string) | Omit<SearchField, 'key'>>>
  }
  chart?: ListChart
  /** What follows the number of new rows; false for a list that does not announce any. */
  newRows?: string | false
  help: PageHelp
  /** What the benchmark looks at besides the page as it opens: a name, and the query in the address. */
  bench?: Readonly<Record<string, string>>
  /** The query under which the sample data has rows, where the page as it opens has none. */
  sample?: string
  /** The picture in the documentation: another query, and whether the first row is open. */
  picture?: { query?: string; opens?: boolean }
}

/**
 * @param declaration what is particular to the list.
 * @returns the declaration, with what follows from it.
 */
export function defineList<
  const Name extends List,
  const Params extends ParserMap,
  const Sort extends string,
  const Looks extends ParserMap = Record<never, never>,
  const Facet extends string = never,
>(declaration: Declaration<Name, Params, Looks, Sort, Facet>) {
  const { page, view, params: filters, looks, sorts, sortOf, ascending = [], always = [] } = declaration
  type Asked = ListParams<Params, Looks, Sort>
  const sortNames = Object.keys(sorts) as Sort[]
  const { order, after, before } = listParsers
  const parsers: ParserMap = {
    ...filters,
    ...looks,
    sort: parseAsStringLiteral(sortNames),
    order,
    after,
    before,
  }

  const defaultSort = (params: Values<Params>) => sortOf?.(params) ?? (sortNames[0] as Sort)

  function orderOf({ sort, order }: Asked): { by: Sort; descending: boolean } {
    return { by: sort, descending: order ? order === 'desc' : !ascending.includes(sort) }
  }

  /** @returns the filter that the parameters stand for at a moment, in milliseconds since 1970. */
  function filterOf(params: Values<Params>, now: number): ListFilter {
    const { period, span, q, ...rest } = Object.fromEntries(
      Object.keys(filters).map((name) => [name, (params as Record<string, unknown>)[name]]),
    )
    return {
      ...(rest as ListFilter),
      ...('q' in filters ? { q: (q as string) || null } : {}),
      ...('period' in filters
        ? timeFilter({ period: period as Period, span: span as Span | null }, now)
        : {}),
      ...declaration.filter?.(params, now),
    }
  }

  const chosen = (params: Asked, name: string) =>
    JSON.stringify((params as Record<string, unknown>)[name]) !==
    JSON.stringify(filters[name]?.parseServerSide(undefined))

  /** @returns whether the rows are narrowed, so that no rows means that nothing matches. */
  function isFiltered(params: Asked): boolean {
    const counted = Object.keys(filters).filter((name) => !(always as readonly string[]).includes(name))
    return Boolean(params.after || params.before) || counted.some((name) => chosen(params, name))
  }

  /** @returns when what a chart shows happened, in words: "in the last 24 hours". */
  function whenOf(params: Asked): string {
    const { period = 'all', span = null } = params as { period?: Period; span?: Span | null }
    return chartWhen({ period: period === 'all' ? (declaration.chart?.period ?? 'all') : period, span })
  }

  /** @returns the address of the list without its filters. */
  function homeOf(params: Asked): string {
    const { state } = params as { state?: string }
    const kept = {
      ...(view && { view }),
      ...(always.includes('state') && chosen(params, 'state') && { state }),
    }
    const query = new URLSearchParams(kept as Record<string, string>).toString()
    return `${page ?? '/'}${query ? `?${query}` : ''}`
  }

  return {
    ...declaration,
    parsers,
    states: declaration.states ?? {},
    facets: declaration.facets ?? ({} as Readonly<Record<Facet, string>>),
    search: {
      label: declaration.search?.label ?? '',
      fields: Object.entries(declaration.search?.keys ?? {}).map(([key, param]) =>
        typeof param === 'string' ? fieldOf(key, param, filters[param]) : { key, ...param },
      ),
    },
    /**
     * Reads the address once: everything that a request asks of the list follows from the answer.
     * @param raw the parameters in the address.
     * @param now milliseconds since 1970.
     */
    read(raw: SearchParams, now: number) {
      const sortOfRead = (read: Record<string, unknown>) =>
        (read.sort as Sort | null) ?? defaultSort(read as Values<Params>)
      const { params, ignored } = readParams(parsers, raw, (read) => sorts[sortOfRead(read)])
      const asked = { ...params, sort: sortOfRead(params) } as Asked
      return {
        params: asked,
        ignored,
        filter: filterOf(asked, now),
        order: orderOf(asked),
        isFiltered: isFiltered(asked),
        home: homeOf(asked),
        /** What a chart shows: "in the last 24 hours". */
        when: whenOf(asked),
        now,
      }
    },
  }
}

type Parser = ParserMap[string] & { choices?: readonly string[] }

function fieldOf(key: string, param: string, parser: Parser | undefined): SearchField {
  if (param === 'period') return { key, param, words: SINCE_WORDS }
  const initial: unknown = parser?.parseServerSide(undefined)
  if (Array.isArray(initial)) return { key, param, many: true }
  if (!parser?.choices) return { key, param }
  const words = parser.choices.map((word) => [word, word === initial ? null : word] as const)
  return { key, param, words: Object.fromEntries(words) }
}

/** The values of a declared list's parameters. */
export type ParamsOf<Declared extends { read: (...asked: never[]) => { params: unknown } }> = ReturnType<
  Declared['read']
>['params']

/** All that follows from a list's address. */
export type QueryOf<Declared extends { read: (...asked: never[]) => unknown }> = ReturnType<Declared['read']>
