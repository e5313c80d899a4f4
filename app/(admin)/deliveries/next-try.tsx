'use client'

import { useNow } from '@/components/ui/relative-time'
import { useZone } from '@/components/ui/zone'
import { formatAge, formatExact, parseTime } from '@/lib/format/format'

/** How long until a delivery is tried again; "due" once that is over. */
export function NextTry({ at }: { at: string }) {
  const seconds = (parseTime(at).getTime() - useNow()) / 1000
  const exact = formatExact(at, useZone().zone)
  return <time title={exact}>{seconds > 0 ? `in ${formatAge(seconds)}` : 'due'}</time>
}
