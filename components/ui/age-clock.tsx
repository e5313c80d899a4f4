'use client'

import { formatDuration, formatExact, parseTime } from '@/lib/format/format'
import { oddTime } from '@/lib/format/postgres-time'
import { classNames } from './class-names'
import { useNow } from './relative-time'
import { useZone } from './zone'

/**
 * How long something has waited, against its target: neutral, then amber from three quarters, then
 * red once past.
 */
export function AgeClock({ since, targetSeconds }: { since: string | null; targetSeconds: number }) {
  const { zone } = useZone()
  const seconds = Math.max(0, (useNow() - parseTime(since).getTime()) / 1000)
  const odd = oddTime(since)
  if (odd) return <span title={`Since ${formatExact(since, zone)}`}>{odd}</span>
  const share = Math.min(1, seconds / targetSeconds)
  const late = share >= 1
  const color = late ? 'text-critical-text' : share >= 0.75 ? 'text-warning-text' : 'text-fg-2'
  const around = 2 * Math.PI * 5
  return (
    <span
      translate="no"
      className={classNames('inline-flex items-center gap-1.5 align-middle whitespace-nowrap', color)}
      title={`Since ${formatExact(since, zone)}; target ${formatDuration(targetSeconds)}`}
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 14 14"
        className="size-3.5 flex-none -rotate-90 fill-none stroke-[2.2]"
      >
        <circle cx="7" cy="7" r="5" className="stroke-line-strong" />
        <circle
          cx="7"
          cy="7"
          r="5"
          className={late ? 'stroke-critical' : share >= 0.75 ? 'stroke-warning' : 'stroke-fg-3'}
          strokeDasharray={`${share * around} ${around}`}
        />
      </svg>
      <span>{formatDuration(seconds)}</span>
      {late ? <span className="sr-only">, past its target</span> : null}
    </span>
  )
}
