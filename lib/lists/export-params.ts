import type { SearchParams } from 'nuqs/server'
import { formatCount } from '../format/format'

/** @returns the parameters of an address as a page gets them: several values of one name as a list. */
export function rawParams(search: URLSearchParams): SearchParams {
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}

/** Refuses to export: a parameter that is left out would mean more rows than were asked for. */
export function refuseParams(names: string[]): Response {
  return new Response(`Not understood in the address: ${names.join(', ')}\n`, { status: 400 })
}

/** Refuses to export what a search found before it stopped: the file would lack rows and not say so. @param read how many rows it read. */
export function refuseSearch(read: number): Response {
  const text = `Of the rows that may show this text, only the first ${formatCount(read)} were searched. Filter the list, then export it.\n`
  return new Response(text, { status: 400 })
}
