import { formatGrowth } from '@/lib/format/change'
import { changeOf } from './labels'

/** From here on a percentile that grew is worth a look. */
const GREW_MUCH = 0.5

/** How much a figure changed against the period before; amber when it grew by half or more, where that is worse. */
export function Change({
  now,
  before,
  worse = true,
}: {
  now: number | null
  before: number | null
  worse?: boolean
}) {
  const change = changeOf(now, before)
  const isWorse = worse && change !== null && change >= GREW_MUCH
  return (
    <span className={isWorse ? 'font-medium text-warning-text' : 'text-fg-2'}>
      {formatGrowth(now, before)}
      {isWorse ? <span className="sr-only">, much slower than before</span> : null}
    </span>
  )
}
