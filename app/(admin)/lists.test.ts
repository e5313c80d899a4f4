import { describe, expect, test } from 'vitest'
import { LISTS, listOf } from '@/lib/lists/names'
import { type Declared, listShownAs, lists, undeclaredKeys } from './lists'

const NOW = Date.parse('2026-11-20T20:00:00Z')
const ID = '3f1c6a52-7b1e-4c57-9a43-0d5f3a1c2b4d'

/** Values of every kind that a parameter can have. */
const SAMPLES = [
  'all',
  'sample',
  ID,
  '7d',
  '14',
  '2026-11-01T00:00:00.000Z~2026-11-02T00:00:00.000Z',
  'call.id="call_1"',
]

/** What asks for other rows than the page as it opens; how rows are shown is not in it. */
const queryOf = (name: (typeof LISTS)[number], raw: Record<string, string>) => {
  const { filter, order, params, ignored } = lists[name].read(raw, NOW)
  return { query: JSON.stringify([filter, order, params.after, params.before]), ignored }
}

/** A value that the parameter takes and that is not its default. */
function sampleOf(name: (typeof LISTS)[number], param: string): string | undefined {
  const { choices = [] } = lists[name].parsers[param] as { choices?: readonly string[] }
  const initial = JSON.stringify(lists[name].parsers[param]?.parseServerSide(undefined))
  return [...choices.slice(1), ...choices, ...SAMPLES].find((value) => {
    const { params, ignored } = lists[name].read({ [param]: value }, NOW)
    const read = JSON.stringify((params as Record<string, unknown>)[param])
    return ignored.length === 0 && read !== initial
  })
}

const declared = LISTS.flatMap((name) =>
  Object.keys(lists[name].params).map((param) => [name, param] as const),
)

test.each(declared)('%s: the parameter %s changes what is asked for', (name, param) => {
  const value = sampleOf(name, param)
  expect(value, 'no sample fits').toBeDefined()
  expect(queryOf(name, { [param]: value ?? '' }).query).not.toBe(queryOf(name, {}).query)
})

describe.each(LISTS)('%s', (name) => {
  const list = lists[name]

  test('accepts no parameter that it does not declare', () => {
    const known = [...Object.keys(list.params), ...Object.keys(list.looks ?? {})]
    const everywhere = new Set(LISTS.flatMap((other) => Object.keys(lists[other].parsers)))
    expect(Object.keys(list.parsers).sort()).toEqual([...known, 'after', 'before', 'order', 'sort'].sort())
    for (const other of [...everywhere, 'where', 'constructor', '__proto__']) {
      if (Object.hasOwn(list.parsers, other)) continue
      expect(queryOf(name, { [other]: 'x' })).toEqual({ query: queryOf(name, {}).query, ignored: [other] })
    }
  })

  test('every order and page changes what is asked for', () => {
    const sorts = Object.keys(list.sorts)
    const orders = sorts.flatMap((sort) => ['asc', 'desc'].map((order) => queryOf(name, { sort, order })))
    expect(orders.flatMap(({ ignored }) => ignored)).toEqual([])
    expect(new Set(orders.map(({ query }) => query)).size).toBe(2 * sorts.length)
    const places = ['after', 'before'].map((place) => queryOf(name, { [place]: `~${ID}` }).query)
    expect(new Set([queryOf(name, {}).query, ...places]).size).toBe(3)
  })

  test('a filter with another key is refused', () => {
    const { filter } = list.read({}, NOW)
    expect(undeclaredKeys(name, filter)).toEqual([])
    expect(undeclaredKeys(name, { ...filter, where: 'true' })).toEqual(['where'])
  })

  test('is found by its address, and has states and empty texts that agree', () => {
    const shown = list.page ? listOf(list.page) : list.name
    expect(listShownAs(shown, list.view)).toBe(list)
    const { choices = [] } = (list.parsers.state ?? {}) as { choices?: readonly string[] }
    for (const state of Object.keys(list.states)) expect(choices).toContain(state)
    if (!Array.isArray(list.empty)) expect(Object.keys(list.empty).sort()).toEqual([...choices].sort())
  })
})

/** The queries that a list declares of itself, each with what it is for. */
const declaredQueries = LISTS.flatMap((name) => {
  const { bench, savedViews, tasks, sample, picture } = lists[name] as Declared
  const named = Object.entries({ ...bench, ...savedViews, ...tasks })
  const others = Object.entries({ sample, picture: picture?.query })
  return [...named, ...others].flatMap(([what, query]) => (query ? [[name, what, query] as const] : []))
})

test.each(declaredQueries)('%s: the query of "%s" is one that it declares', (name, _, query) => {
  expect(lists[name].read(Object.fromEntries(new URLSearchParams(query)), NOW).ignored).toEqual([])
})

test.each([
  ['deliveries', 'q'],
  ['unknown_numbers', 'customer'],
  ['reconciliation', 'q'],
  ['reconciliation', 'customer'],
  ['missing_events', 'q'],
] as const)('%s has nothing to filter by %s', (name, param) => {
  expect(lists[name].read({ [param]: ID }, NOW).ignored).toEqual([param])
})
