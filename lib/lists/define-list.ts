import { type ParserMap, parseAsStringLiteral, type SearchParams } from 'nuqs/server'
import type { Declaration, ListParams, Values } from './declaration'
import type { List } from './names'
import { listParsers, readParams } from './params'
import { alsoCountedAs, fieldOf, filterOf, isChosen, isFiltered, whenOf } from './query'

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
  const { alsoCounted = [] } = declaration
  type Asked = ListParams<Params, Looks, Sort>
  const { order, after, before } = listParsers
  const sortNames = Object.keys(sorts) as Sort[]
  const sort = parseAsStringLiteral(sortNames)
  const parsers: ParserMap = { ...filters, ...looks, sort, order, after, before }

  const sortIn = (params: Record<string, unknown>) =>
    (params.sort as Sort | null) ?? sortOf?.(params as Values<Params>) ?? (sortNames[0] as Sort)

  /** The address of the list without its filters. */
  function homeOf(params: Record<string, unknown>): string {
    const query = new URLSearchParams(view ? { view } : {})
    const keepsState = always.includes('state') && isChosen(filters, params, 'state')
    if (keepsState) query.set('state', String(params.state))
    return `${page ?? '/'}${query.size > 0 ? `?${query}` : ''}`
  }

  /**
   * Reads the address once: everything that a request asks of the list follows from the answer.
   * @param raw the parameters in the address.
   * @param now milliseconds since 1970.
   */
  function read(raw: SearchParams, now: number) {
    const { params: read, ignored } = readParams(parsers, raw, (asked) => sorts[sortIn(asked)])
    const by = sortIn(read)
    const params = { ...read, sort: by } as Asked
    return {
      params,
      /** The names of parameters that were not understood. */
      ignored,
      filter: { ...filterOf(filters, params, now), ...declaration.filter?.(params, now) },
      order: { by, descending: params.order ? params.order === 'desc' : !ascending.includes(by) },
      isFiltered: isFiltered(filters, params, always),
      home: homeOf(params),
      /** The count of the pulse that counts these rows, too. */
      alsoCounted: alsoCountedAs(alsoCounted, filters, params),
      /** What a chart shows: "in the last 24 hours". */
      when: whenOf(declaration.chart, params),
      now,
    }
  }

  const { label = '', keys = {} } = declaration.search ?? {}
  return {
    ...declaration,
    parsers,
    read,
    states: declaration.states ?? {},
    facets: declaration.facets ?? ({} as Readonly<Record<Facet, string>>),
    search: {
      label,
      fields: Object.entries(keys).map(([key, param]) =>
        typeof param === 'string' ? fieldOf(key, param, filters[param]) : { key, ...param },
      ),
    },
  }
}

/** The values of a declared list's parameters. */
export type ParamsOf<Declared extends { read: (...asked: never[]) => { params: unknown } }> = ReturnType<
  Declared['read']
>['params']

/** All that follows from a list's address. */
export type QueryOf<Declared extends { read: (...asked: never[]) => unknown }> = ReturnType<Declared['read']>
