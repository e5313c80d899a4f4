'use client'

import { usePulse } from '@/components/shell/pulse'
import { Dot } from '@/components/ui/badge'
import { useNow } from '@/components/ui/relative-time'
import type { Pulse } from '@/lib/pulse'
import { describeCondition, type OldestRow } from './condition'

/** The platform's condition in one sentence that follows the counts and the clock. */
export function Headline({ pulse, oldest }: { pulse: Pulse; oldest: OldestRow[] }) {
  // The same numbers as the figures below it, which follow the pulse.
  const { tone, text } = describeCondition(usePulse().pulse ?? pulse, oldest, useNow())
  return (
    <span className="flex items-baseline gap-2.5">
      <Dot tone={tone} />
      <span>{text}</span>
    </span>
  )
}
