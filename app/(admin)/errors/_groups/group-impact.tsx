import { Impact } from '@/components/ui/impact'
import type { GroupRow } from './queries'

/** What the plans of a group's customers cost together a month. */
export function GroupImpact({ group }: { group: GroupRow }) {
  return (
    <Impact
      of={group.id}
      dollars={group.customers > 0 ? group.impact : null}
      unpriced={group.unpriced}
      parts={group.impact_parts}
    />
  )
}
