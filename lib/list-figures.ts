import 'server-only'
import { unwrap } from './backend-error'
import { layOutHistogram } from './histogram'
import { type Period, periodHours } from './list-params'
import type { List } from './lists'
import { afterTheRows } from './rows-first'
import type { Span } from './span'
import type { Json } from './supabase/database.types'

/**
 * @param list which list.
 * @param filter as the database functions take it.
 * @returns how many rows match, exactly up to 10,000.
 */
export async function countMatching(list: List, filter: Json) {
  const supabase = await afterTheRows()
  return unwrap(await supabase.rpc('count_matching', { list, filter }).single())
}

/**
 * @param list which list.
 * @param filter as the database functions take it.
 * @returns the values of every facet, with how many rows have each under the other filters, exactly up to 10,000; 10,001 stands for more, and -n - 1 for at least n.
 */
export async function countFacets(list: List, filter: Json) {
  const supabase = await afterTheRows()
  return unwrap(await supabase.rpc('list_facets', { list, filter }))
}

/**
 * @param list which list.
 * @param filter as the database functions take it; its own times are ignored.
 * @param period how far to look back, where no stretch of time was chosen.
 * @param buckets how many bars to divide the period into.
 * @param order series that come first, in this order.
 * @returns how many rows fell into each bar, by the list's series.
 */
export async function countOverTime(
  list: List,
  filter: Json,
  {
    period,
    span: chosen,
    buckets,
    order,
  }: { period: Period; span?: Span | null; buckets: number; order?: string[] },
) {
  const supabase = await afterTheRows()
  const now = Date.now()
  const [since, until] = chosen
    ? chosen.map((moment) => Date.parse(moment))
    : [now - periodHours(period) * 3_600_000, now]
  const span = { since: since ?? now, until: until ?? now, buckets }
  const rows = unwrap(
    await supabase.rpc('list_histogram', {
      list,
      filter,
      since: new Date(span.since).toISOString(),
      until: new Date(span.until).toISOString(),
      buckets,
    }),
  )
  return layOutHistogram(rows, span, order)
}
