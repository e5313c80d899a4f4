'use client'

import { useNow } from '@/components/ui/relative-time'
import { formatAge, formatExact, parseTime } from '@/lib/format'

/** How long until a delivery is tried again; "due" once that is over. */
export function NextTry({ at }: { at: string }) {
  const seconds = (parseTime(at).getTime() - useNow()) / 1000
  return <time title={formatExact(at)}>{seconds > 0 ? `in ${formatAge(seconds)}` : 'due'}</time>
}
