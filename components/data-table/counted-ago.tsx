'use client'

import { useState } from 'react'
import { usePulse } from '@/components/shell/pulse'
import { useNow } from '@/components/ui/relative-time'
import { formatAge } from '@/lib/format/format'

/**
 * How long ago a page's numbers were counted, once the database has changed since: those of the navigation are newer then.
 * @param at when the page was asked for, in milliseconds since 1970.
 */
export function CountedAgo({ at }: { at: number }) {
  const marker = usePulse().pulse?.marker
  const now = useNow()
  const [counted, setCounted] = useState({ at, marker })
  if (counted.at !== at || counted.marker === undefined) {
    if (counted.at !== at || marker !== undefined) setCounted({ at, marker })
    return null
  }
  if (marker === counted.marker) return null
  return (
    <span title="What changed since shows within seconds" className="text-fg-3">
      {' '}
      · {formatAge(Math.max(0, (now - at) / 1000))} ago
    </span>
  )
}
