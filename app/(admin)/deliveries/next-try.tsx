'use client'

import { useNow } from '@/components/ui/relative-time'
import { useZone } from '@/components/ui/zone'
import { formatAge, formatExact, parseTime } from '@/lib/format/format'
import { oddTime } from '@/lib/format/postgres-time'

/** How long until a delivery is tried again; "due" once that is over. */
export function NextTry({ at }: { at: string }) {
  const seconds = (parseTime(at).getTime() - useNow()) / 1000
  const exact = formatExact(at, useZone().zone)
  return (
    <time translate="no" title={exact}>
      {oddTime(at) ?? (seconds > 0 ? `in ${formatAge(seconds)}` : 'due')}
    </time>
  )
}
