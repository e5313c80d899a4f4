import { type Histogram, layOutHistogram } from '@/lib/lists/histogram'

/** A count of the database: of a bucket, or without one of the whole period before. */
type HistoryRow = { list: string; bucket: string | null; series: string; matches: number }

/** What came into a queue over a period, and in the period before by series. */
export type Received = Histogram & { before: Record<string, number>; totalBefore: number }

/** What came in over a period, and which webhooks ended in it (`results`); `riskMoves` are by how many customers at risk became more, for each bucket. */
export type History = Record<'errors' | 'alerts' | 'webhooks' | 'results', Received> & { riskMoves: number[] }

const FIRST_SERIES = {
  errors: [],
  alerts: ['critical', 'warning', 'info'],
  webhooks: [],
  results: ['processed', 'skipped', 'failed'],
}

/** @returns the rows of the database function overview_history, laid out for figures and charts. */
export function layOutHistory(rows: HistoryRow[], bounds: number[]): History {
  const received = (list: keyof typeof FIRST_SERIES): Received => {
    const own = rows.filter((row) => row.list === list)
    const histogram = layOutHistogram(
      own.flatMap((row) => (row.bucket === null ? [] : [{ ...row, bucket: row.bucket }])),
      bounds,
      FIRST_SERIES[list],
    )
    const past = own.filter(({ bucket }) => bucket === null)
    const shown = new Set(histogram.series.map(({ name }) => name))
    const before: Record<string, number> = {}
    for (const { series, matches } of past) {
      const name = shown.has(series) || !shown.has('other') ? series : 'other'
      before[name] = (before[name] ?? 0) + matches
    }
    return { ...histogram, before, totalBefore: past.reduce((sum, { matches }) => sum + matches, 0) }
  }
  const moves = layOutHistogram(
    rows.flatMap((row) => (row.list === 'customers' && row.bucket ? [{ ...row, bucket: row.bucket }] : [])),
    bounds,
  )
  return {
    errors: received('errors'),
    alerts: received('alerts'),
    webhooks: received('webhooks'),
    results: received('results'),
    riskMoves: moves.points.map(({ counts }) => counts.moves ?? 0),
  }
}

/** @returns how many came into a queue in each bucket, whatever their series. */
export function totalsOf({ points }: Histogram): number[] {
  return points.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0))
}

/**
 * @param now how many there are now.
 * @param moves by how many they became more in each bucket.
 * @returns how many there were at the end of each bucket.
 */
export function levelsOf(now: number, moves: number[]): number[] {
  let level = now
  const levels = moves.toReversed().map((move) => {
    const then = level
    level -= move
    return then
  })
  return levels.toReversed()
}
