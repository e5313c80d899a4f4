import { classNames } from '@/components/ui/class-names'
import { formatCount, formatShare } from '@/lib/format/format'
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

/** How a number changed against the period before. */
export function Change({ now, before, period, absolute = false, worse = false }: Props) {
  const change = now - before
  const isNew = before === 0 && now > 0 && !absolute
  const size = absolute ? formatCount(Math.abs(change)) : formatShare(before ? Math.abs(change) / before : 0)
  const text = change === 0 ? 'same' : isNew ? 'new' : `${change > 0 ? '↑' : '↓'} ${size}`
  const than = `than in the ${PERIOD_LENGTHS[period]} before (${formatCount(before)})`
  const spoken =
    change === 0
      ? `as many as in the ${PERIOD_LENGTHS[period]} before`
      : `${size} ${change > 0 ? 'more' : 'fewer'} ${than}`
  return (
    <span
      title={spoken}
      className={classNames(
        'text-xs whitespace-nowrap',
        worse && change > 0 ? 'text-critical-text' : worse && change < 0 ? 'text-ok-text' : 'text-fg-3',
      )}
    >
      <span aria-hidden>{text}</span>
      <span className="sr-only">{spoken}</span>
    </span>
  )
}
