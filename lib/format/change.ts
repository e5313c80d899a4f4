import { formatCount } from './format'

/** From so many times as much on, a growth is said as a multiple. */
const MANIFOLD = 10

/**
 * @param now a figure.
 * @param before the same of the time before; null where there was nothing to measure.
 * @returns how it changed: "+52%", "−8%", "±0%", "×173" from tenfold on, "new" where there was nothing; a dash where there is nothing now.
 */
export function formatGrowth(now: number | null, before: number | null): string {
  if (now === null) return '—'
  if (!before) return now > 0 ? 'new' : '±0%'
  if (now / before >= MANIFOLD) return `×${formatCount(Math.round(now / before))}`
  const percent = Math.round((now / before - 1) * 100)
  if (percent === 0) return '±0%'
  return `${percent > 0 ? '+' : '−'}${formatCount(Math.abs(percent))}%`
}
