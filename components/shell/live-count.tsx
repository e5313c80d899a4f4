'use client'

import { formatMatches } from '@/lib/format/format'
import type { Pulse } from '@/lib/pulse'
import { usePulse } from './pulse'

type CountName = {
  [Name in keyof Pulse]: Pulse[Name] extends number ? Name : never
}[keyof Pulse]

/** Where the counts of the pulse stop. */
const CAP = 10_000

/** A count of the pulse that follows it, from what it was when the page was rendered. */
export function LiveCount({ name, initial }: { name: CountName; initial: number }) {
  const count = usePulse().pulse?.[name] ?? initial
  return formatMatches({ matches: count, exact: count < CAP })
}
