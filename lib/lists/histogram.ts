import { parseTime } from '../format/format'

/** One bar's part, as the database answers it: empty buckets are left out. */
export type HistogramRow = { bucket: string; series: string; matches: number }

/** One bar: where it begins and ends, in milliseconds since 1970, and how many of each series fall into it. */
export type HistogramPoint = { at: number; until: number; counts: Record<string, number> }

export type Histogram = { series: { name: string; total: number }[]; points: HistogramPoint[]; total: number }

/**
 * Lays out a histogram's rows with their empty buckets.
 * @param rows what the database counted.
 * @param bounds where the bars begin, and where the last ends, as they were asked for.
 * @param order series that come first, in this order; the others follow by size, "other" last.
 * @returns every bucket from oldest to newest, and every series with its total.
 */
export function layOutHistogram(rows: HistogramRow[], bounds: number[], order: string[] = []): Histogram {
  const points = bounds
    .slice(0, -1)
    .map((at, i): HistogramPoint => ({ at, until: bounds[i + 1] ?? at, counts: {} }))
  const pointAt = new Map(points.map((point) => [point.at, point]))
  const totals = new Map<string, number>()
  for (const { bucket, series, matches } of rows) {
    const point = pointAt.get(parseTime(bucket).getTime())
    if (point) point.counts[series] = (point.counts[series] ?? 0) + matches
    totals.set(series, (totals.get(series) ?? 0) + matches)
  }
  const rank = (name: string) => {
    const place = order.indexOf(name)
    return place >= 0 ? place : name === 'other' ? order.length + 1 : order.length
  }
  const series = [...totals]
    .map(([name, total]) => ({ name, total }))
    .sort((a, b) => rank(a.name) - rank(b.name) || b.total - a.total)
  return { series, points, total: series.reduce((sum, { total }) => sum + total, 0) }
}
