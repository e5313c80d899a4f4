'use client'

import { usePulse } from '@/components/shell/pulse'
import { Dot } from '@/components/ui/badge'
import { useNow } from '@/components/ui/relative-time'
import type { Pulse, Silence } from '@/lib/pulse'
import { describeCondition, type OldestRow } from './condition'

type Props = { pulse: Pulse; oldest: OldestRow[]; silences: Silence[] }

/** The platform's condition in one sentence that follows the counts and the clock. */
export function Headline({ pulse, oldest, silences }: Props) {
  // The same numbers as the figures below it, which follow the pulse.
  const latest = usePulse().pulse
  const given = { pulse: latest ?? pulse, oldest, silences: latest?.silences ?? silences }
  const { tone, text } = describeCondition(given, useNow())
  return (
    <span className="flex items-baseline gap-2.5">
      <Dot tone={tone} />
      <span>{text}</span>
    </span>
  )
}
