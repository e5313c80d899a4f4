'use client'

import { useEffect } from 'react'
import { useAskPulse, usePulse } from '@/components/shell/pulse'
import { useNow } from '@/components/ui/relative-time'
import { formatAge } from '@/lib/format/format'
import type { CountName, SharedCounts } from '@/lib/pulse'

type Props = {
  /** When the page was asked for, by the server's clock, in milliseconds since 1970. */
  at: number
  /** What of the page the navigation counts, too. */
  shared?: SharedCounts
  word?: string
}

/**
 * How long ago a page's numbers were counted, where the database may have changed since, or where one of them is not what the
 * navigation says. Where the page is the newer of the two, the counts of the navigation are asked for at once.
 */
export function CountedAgo({ at, shared = {}, word = '·' }: Props) {
  const { pulse, changedAt } = usePulse()
  const ask = useAskPulse()
  const now = useNow()
  const differs = Object.keys(shared).some(
    (name) => pulse && pulse[name as CountName] !== shared[name as CountName],
  )
  const isNewer = pulse !== null && at > pulse.at
  useEffect(() => {
    if (differs && isNewer) ask()
  }, [differs, isNewer, ask])
  if (!differs && (changedAt === null || at >= changedAt)) return null
  return (
    <span title="What changed since shows within seconds" className="text-fg-3">
      {' '}
      {word} {formatAge(Math.max(0, (now - at) / 1000))} ago
    </span>
  )
}
