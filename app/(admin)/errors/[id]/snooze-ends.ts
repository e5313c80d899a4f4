import { formatCount, formatExact } from '@/lib/format'
import type { GroupRow } from '../_groups/queries'

/** @returns what ends a group's snooze: "until 12 events". */
export function snoozeEnds({ snoozed_until, snoozed_events, snoozed_customers }: GroupRow): string {
  const ends = [
    snoozed_until && formatExact(snoozed_until),
    snoozed_events && `${formatCount(snoozed_events)} events`,
    snoozed_customers && `${formatCount(snoozed_customers)} customers`,
  ]
  return `until ${ends.filter(Boolean).join(' or ')}`
}
