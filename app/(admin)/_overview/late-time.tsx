'use client'

import { useNow } from '@/components/ui/relative-time'
import { useZone } from '@/components/ui/zone'
import { formatDuration, formatExact, parseTime } from '@/lib/format/format'
import { machineTime, oddTime } from '@/lib/format/postgres-time'

/** How long something has waited, ticking; red and said to be late once past its target. */
export function LateTime({ since, targetSeconds }: { since: string; targetSeconds: number }) {
  const seconds = (useNow() - parseTime(since).getTime()) / 1000
  const { zone } = useZone()
  const late = seconds >= targetSeconds
  return (
    <time
      translate="no"
      dateTime={machineTime(since)}
      title={`Since ${formatExact(since, zone)}`}
      className={late ? 'font-medium text-critical-text' : 'text-fg'}
    >
      {oddTime(since) ?? formatDuration(seconds)}
      {late ? <span className="sr-only"> and late</span> : null}
    </time>
  )
}
