'use client'

import { formatMatches } from '@/lib/format/format'
import type { CountName } from '@/lib/pulse'
import { usePulse } from './pulse'

/** Where the counts of the pulse stop. */
const CAP = 10_000

/** A count of the pulse that follows it, from what it was when the page was rendered. */
export function LiveCount({ name, initial }: { name: CountName; initial: number }) {
  const count = usePulse().pulse?.[name] ?? initial
  return formatMatches({ matches: count, exact: count < CAP })
}
