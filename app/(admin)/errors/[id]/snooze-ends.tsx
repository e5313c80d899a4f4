import { ExactTime } from '@/components/ui/zone'
import { formatQuantity } from '@/lib/format/format'
import type { GroupRow } from '../_groups/queries'

/** What ends a group's snooze: "until 12 events". */
export function SnoozeEnds({
  group: { snoozed_until, snoozed_events, snoozed_customers },
}: {
  group: GroupRow
}) {
  const counts = [
    snoozed_events && formatQuantity(snoozed_events, 'event'),
    snoozed_customers && formatQuantity(snoozed_customers, 'customer'),
  ].filter(Boolean)
  return (
    <>
      until {snoozed_until ? <ExactTime at={snoozed_until} /> : null}
      {snoozed_until && counts.length > 0 ? ' or ' : ''}
      {counts.join(' or ')}
    </>
  )
}
