import 'server-only'
import { viewerZone } from '../format/viewer-zone'
import { maskText } from '../masking/mask'
import { unwrap } from '../supabase/backend-error'
import type { Json } from '../supabase/database.types'
import { clockBounds } from './clock'
import type { ListChart, ListFilter } from './declaration'
import { deferUntilRowsRequested } from './defer'
import { layOutHistogram } from './histogram'
import type { List } from './names'
import { type Period, periodHours } from './params'
import type { Span } from './span'

/**
 * @param list which list.
 * @param filter as the database functions take it.
 * @returns how many rows match, exactly up to 10,000.
 */
export async function countMatching(list: List, filter: Json) {
  const supabase = await deferUntilRowsRequested()
  return unwrap(await supabase.rpc('count_matching', { list, filter }).single())
}

/** Longest value of a facet that is offered to choose. */
const LONGEST_VALUE = 300

/**
 * What would be masked in the list is no value to choose: the choice is what stands in the address.
 * @param list which list.
 * @param filter as the database functions take it.
 * @returns the values of every facet, with how many rows have each under the other filters, exactly up to 10,000; 10,001 stands for more, and -n - 1 for at least n.
 */
export async function countFacets(list: List, filter: Json) {
  const supabase = await deferUntilRowsRequested()
  const rows = unwrap(await supabase.rpc('list_facets', { list, filter }))
  return rows.filter(({ value }) => value.length <= LONGEST_VALUE && maskText(value) === value)
}

type Counted = { period: Period; span?: Span | null; bars: number; first?: readonly string[]; now: number }

/**
 * @param list which list.
 * @param filter as the database functions take it; its own times are ignored.
 * @param counted how far to look back where no stretch of time was chosen, into how many bars on the viewer's clock that
 * is divided at most, and the series that come first, in their order.
 * @returns how many rows fell into each bar, by the list's series.
 */
export async function countOverTime(
  list: List,
  filter: Json,
  { period, span: chosen, bars, first = [], now }: Counted,
) {
  const supabase = await deferUntilRowsRequested()
  const [since = now, until = now] = chosen
    ? chosen.map((moment) => Date.parse(moment))
    : [now - periodHours(period) * 3_600_000, now]
  const bounds = clockBounds(since, until, bars, await viewerZone())
  const rows = unwrap(
    await supabase.rpc('list_histogram', {
      list,
      filter,
      bounds: bounds.map((at) => new Date(at).toISOString()),
    }),
  )
  return layOutHistogram(rows, bounds, [...first])
}

type Charted = { name: List; chart?: ListChart }
type ChartQuery = { params: object; filter: ListFilter; now: number }

/**
 * @param list a list that declares a chart.
 * @param query what its address stands for.
 * @returns its rows over the chart's time, by series.
 */
export function countChart({ name, chart }: Charted, { params, filter, now }: ChartQuery) {
  const { period, span = null } = params as { period?: Period; span?: Span | null }
  const shown = !period || period === 'all' ? (chart?.period ?? '24h') : period
  const { bars = 60, first, allStates } = chart ?? {}
  return countOverTime(name, allStates ? { ...filter, state: 'all' } : filter, {
    period: shown,
    span,
    bars: typeof bars === 'number' ? bars : (bars[span ? '24h' : shown] ?? 24),
    first,
    now,
  })
}
