import { Info } from 'lucide-react'
import { ExactTime } from '@/components/ui/zone'
import { formatCount } from '@/lib/format/format'
import { groupingState } from './queries'

/** Says so while events are in groups of older rules, how far their regrouping is, or why they stay there. */
export async function GroupingNotice() {
  const { since, events, older, kept_for } = await groupingState()
  if (older === 0) return null
  const moved = Math.floor((100 * (events - older)) / events)
  return (
    <p
      role="status"
      className="flex flex-none items-center gap-1.5 border-t border-line bg-sunken px-4 py-1 text-xs text-fg-2"
    >
      <Info aria-hidden className="size-3.5 flex-none text-fg-3" />
      <span className="min-w-0">
        New rules group errors since <ExactTime at={since} />.{' '}
        {kept_for
          ? `${formatCount(older)} earlier events stay in the groups of before: ${kept_for}.`
          : `${formatCount(older)} earlier events are still being regrouped (${moved} % are); each visit moves more of them.`}
      </span>
    </p>
  )
}
