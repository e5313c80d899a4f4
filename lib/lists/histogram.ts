import { parseTime } from '../format/format'

/** One bar's part, as the database answers it: empty buckets are left out. */
export type HistogramRow = { bucket: string; series: string; matches: number }

/** The time a histogram covers, in milliseconds since 1970, and in how many bars. */
export type HistogramSpan = { since: number; until: number; buckets: number }

export type HistogramPoint = { at: number; counts: Record<string, number> }

export type Histogram = { series: { name: string; total: number }[]; points: HistogramPoint[]; total: number }

/**
 * Lays out a histogram's rows with their empty buckets.
 * @param rows what the database counted.
 * @param span the time and number of buckets that were asked for.
 * @param order series that come first, in this order; the others follow by size, "other" last.
 * @returns every bucket from oldest to newest, and every series with its total.
 */
export function layOutHistogram(rows: HistogramRow[], span: HistogramSpan, order: string[] = []): Histogram {
  const width = (span.until - span.since) / span.buckets
  const points = Array.from(
    { length: span.buckets },
    (_, i): HistogramPoint => ({
      at: span.since + i * width,
      counts: {},
    }),
  )
  const totals = new Map<string, number>()
  for (const { bucket, series, matches } of rows) {
    const index = Math.round((parseTime(bucket).getTime() - span.since) / width)
    const point = points[Math.min(Math.max(index, 0), points.length - 1)]
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
