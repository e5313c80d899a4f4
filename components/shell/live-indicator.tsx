'use client'

import { classNames } from '@/components/ui/class-names'
import { useNow } from '@/components/ui/relative-time'
import { formatAge } from '@/lib/format'
import { usePulse } from './pulse'

/** How old the counts on screen are: green under 10 s, amber past 30 s, red while the backend is away. */
export function LiveIndicator() {
  const { receivedAt, failed } = usePulse()
  const now = useNow()
  if (receivedAt === null) {
    return <span className="text-xs text-fg-3">{failed ? 'Disconnected' : 'Connecting'}</span>
  }
  const age = Math.max(0, (now - receivedAt) / 1000)
  const color = failed ? 'bg-critical' : age > 30 ? 'bg-warning' : 'bg-ok'
  return (
    <span className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap text-fg-2">
      <span aria-hidden className={classNames('size-[7px] rounded-full', color)} />
      {failed ? 'Disconnected' : 'Live'} · {formatAge(age)} ago
    </span>
  )
}
