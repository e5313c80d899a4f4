import { classNames } from '@/components/ui/class-names'
import { formatGrowth } from '@/lib/format/change'
import { formatCount, signed } from '@/lib/format/format'
import { type OverviewPeriod, PERIOD_LENGTHS } from './search-params'

type Props = {
  now: number
  before: number
  period: OverviewPeriod
  /** In numbers instead of percent. */
  absolute?: boolean
  /** More of it is worse, so that a rise is red; without it no colour says anything. */
  worse?: boolean
}

/** How a number changed against the period before, which stands beside it where there is room. */
export function Change({ now, before, period, absolute = false, worse = false }: Props) {
  const change = now - before
  const size = absolute ? (change === 0 ? '±0' : signed(change)) : formatGrowth(now, before)
  const than = `the ${PERIOD_LENGTHS[period]} before`
  return (
    <span
      title={`${formatCount(before)} in ${than}`}
      className={classNames(
        'text-xs whitespace-nowrap',
        worse && change > 0 ? 'text-critical-text' : worse && change < 0 ? 'text-ok-text' : 'text-fg-3',
      )}
    >
      {size}
      <span className="sr-only">
        {' '}
        against {than} ({formatCount(before)})
      </span>
    </span>
  )
}
