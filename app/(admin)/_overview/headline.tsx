'use client'

import { Dot } from '@/components/ui/badge'
import { useNow } from '@/components/ui/relative-time'
import type { Pulse } from '@/lib/pulse'
import { describeCondition, type OldestRow } from './condition'

/** The platform's condition in one sentence that grows older with the clock. */
export function Headline({ pulse, oldest }: { pulse: Pulse; oldest: OldestRow[] }) {
  const { tone, text } = describeCondition(pulse, oldest, useNow())
  return (
    <span className="flex items-baseline gap-2.5">
      <Dot tone={tone} />
      <span>{text}</span>
    </span>
  )
}
